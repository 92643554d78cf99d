import { basename, dirname, join, sep } from 'node:path';
import {
  CandelaError,
  isAbort,
  toCandelaError,
  type PhotoFormat,
  type PlannedJob,
  type Settings,
  type Shard,
  type SkipReason,
} from '@contract';
import { namesCapture, parseNameTemplate, resultFormat, sequenceOf, type NameTemplate } from '@core';
import { defaultFolder, FileFinder, type Findings, type FindRequest, type FoundFile } from './findFiles';
import { groupSeries } from '../light/groupSeries';
import { inParallel } from '../inParallel';
import { measured, type Facts, type Measures } from './measured';
import { ownsPhoto } from '../shard/ownsPhoto';
import { NameClaims } from './NameClaims';
import { wantedName } from './wantedName';

/** Recognises a file by its first bytes. Throws a CandelaError when it is not a readable photo. */
export type Sniff = (path: string, options: { signal: AbortSignal }) => Promise<PhotoFormat>;

/** Whether a file is an earlier result, by its metadata. */
export type IsOwnResult = (path: string, options: { signal: AbortSignal }) => Promise<boolean>;

export type PlanOptions = {
  sniff: Sniff;
  isOwnResult: IsOwnResult;
  /** What is asked of photos only if the request needs it. */
  measures: Measures;
  /** Whether an existing file is known to have been made from something else than a job. Absent: nothing is known. */
  isOther?: (path: string, job: PlannedJob, options: { signal: AbortSignal }) => Promise<boolean>;
  signal: AbortSignal;
};

export type BatchRequest = FindRequest & {
  /** The share of the photos that is planned; absent: all. */
  readonly shard?: Shard | undefined;
  readonly settings: Settings;
  /** The page of every photo, counted from 1; absent: the first. */
  readonly page?: number | undefined;
  /** The start of the run in local time, for {date} and {time}. */
  readonly now: Date;
  /** Absolute paths of results that are being written. No other result gets such a name. */
  readonly held?: Iterable<string>;
  /** Enhances only photos whose median luma is at most this, 0 to 1. Absent: all. */
  readonly onlyDark?: number | undefined;
  /** The bright photos are copied to where their results would be. */
  readonly copyRest?: boolean | undefined;
  /** Finds the series among the photos. */
  readonly series?: boolean | undefined;
};

/** An input that leads to no job: its absolute path and the reason. */
export type Rejection = { readonly input: string; readonly error: CandelaError };

/** A photo that is not enhanced. Absolute paths. `existing` is what there is in place of a result, if anything. */
export type Skipped = {
  readonly input: string;
  readonly existing: string | null;
  /** Absent: its result exists. */
  readonly reason?: SkipReason;
};

/** A photo that is bright enough as it is, and the path of its copy if it gets one. Absolute paths. */
export type Left = { readonly input: string; readonly copyTo: string | null };

/** The plan of a batch, made before the first pixel is read. Each list is in the order of the inputs. */
export type BatchPlan = {
  readonly jobs: readonly PlannedJob[];
  readonly rejected: readonly Rejection[];
  readonly skipped: readonly Skipped[];
  /** Photos that `onlyDark` leaves out. */
  readonly left: readonly Left[];
  /** Positions of the jobs of each series, in the order of taking. */
  readonly series: readonly (readonly number[])[];
  /** Files in the folders that are not photos. */
  readonly ignored: number;
  /** Photos, by their names, that --include and --exclude left out. */
  readonly filtered: number;
  /** Earlier results in the folders. They are not enhanced again. */
  readonly results: number;
};

type Sniffed = {
  readonly file: FoundFile;
  readonly format: PhotoFormat | CandelaError;
  readonly isResult: boolean;
};

/** A photo that will be enhanced, with what was measured of it. */
type Wanted = { readonly file: FoundFile; readonly format: PhotoFormat; readonly facts: Facts };
type Lists = { jobs: PlannedJob[]; rejected: Rejection[]; skipped: Skipped[]; left: Left[]; facts: Facts[] };

// High enough to hide the latency of a network disk, low enough not to make a spinning disk seek.
const sniffsAtOnce = 8;

/**
 * Finds the photos behind the inputs and decides the name of every result.
 *
 * Hidden and system files in folders are ignored. Files that are photos neither by name nor by content are counted as `ignored`.
 * Every other file, and every file that the person named, becomes a job, a rejection or a skip. Subfolders are read when
 * `recursive`, and results keep their structure.
 * @throws CandelaError `usage.invalid` for a bad name template or pattern; AbortError.
 */
export async function planBatch(
  request: BatchRequest,
  { sniff, isOwnResult, measures, isOther, signal }: PlanOptions,
): Promise<BatchPlan> {
  const template = parseNameTemplate(request.settings.output.nameTemplate);
  const found = await new FileFinder(request, signal).find();
  const sniffed = await inParallel(found.files, sniffsAtOnce, async (file) => ({
    file,
    format: await sniffFile(file.path, sniff, signal),
    isResult: mayBeResult(file) && (await isOwnResult(file.path, { signal })),
  }));
  const results = sniffed.filter(({ isResult }) => isResult);
  const photos = sniffed.filter((file) => !file.isResult && deservesLine(file));
  const readable = photos.flatMap(({ file, format }) =>
    format instanceof CandelaError ? [] : [{ file, format }],
  );
  const asks = namesCapture(template) ? 'exposure' : 'nothing';
  const need = request.onlyDark === undefined && request.series !== true ? asks : 'survey';
  const wanted = await measured(readable, measures, { need, page: request.page, signal });
  const isOurs = (path: string, input?: number): boolean => isOwn(request, path, input);
  const rejected = [
    ...found.refused
      .filter(({ path, input }) => isOurs(path, input))
      .map(({ path, error }) => ({ input: path, error })),
    ...emptyFolders(request, found, [...photos, ...results]).filter(({ input }) => isOurs(input)),
    ...refusals(photos.filter(({ file }) => isOurs(file.path, file.input))),
  ];
  const originals = new Set(photos.map(({ file }) => file.id));
  const claims = new NameClaims(request.settings.output.onConflict, originals);
  for (const path of request.held ?? []) await claims.hold(path);
  const lists = await settle(wanted, rejected, { request, template, claims, isOther, signal });
  const ignored = found.ignored + sniffed.length - photos.length - results.length;
  const { facts, ...outcome } = lists;
  const series = request.series === true ? groupSeries(facts) : [];
  return { ...outcome, series, ignored, filtered: found.filtered, results: results.length };
}

/** Whether a file belongs to the share that is planned. @param input the position of the input that led to it */
function isOwn({ shard, inputs }: BatchRequest, path: string, input?: number): boolean {
  return shard === undefined || ownsPhoto(shard, path, inputs[input ?? -1] ?? path);
}

async function sniffFile(
  path: string,
  sniff: Sniff,
  signal: AbortSignal,
): Promise<PhotoFormat | CandelaError> {
  signal.throwIfAborted();
  try {
    return await sniff(path, { signal });
  } catch (error) {
    if (isAbort(error)) throw error;
    return toCandelaError(error, path);
  }
}

/**
 * Only these files are examined, because reading the metadata of a whole shoot takes a while. A file that a person names is always
 * wanted.
 */
function mayBeResult({ path, named }: FoundFile): boolean {
  const folders = dirname(path).split(sep);
  return !named && (folders.includes(defaultFolder) || /candela/i.test(basename(path)));
}

/** A file without a photo's name gets no line unless its content is a photo. */
function deservesLine({ file, format }: Sniffed): boolean {
  return file.expected || !(format instanceof CandelaError) || format.code === 'photo.unsupported';
}

function emptyFolders(request: BatchRequest, found: Findings, photos: readonly Sniffed[]): Rejection[] {
  const fruitful = new Set([
    ...photos.map(({ file }) => file.input),
    ...found.refused.map(({ input }) => input),
    ...found.thinned,
  ]);
  return found.folders
    .filter((input) => !fruitful.has(input) && !found.repeated.has(input))
    .map((input) => request.inputs[input] ?? '')
    .map((folder) => ({ input: folder, error: new CandelaError('input.noPhotos', { file: folder }) }));
}

function refusals(photos: readonly Sniffed[]): Rejection[] {
  return photos.flatMap(({ file, format }) =>
    format instanceof CandelaError ? [{ input: file.path, error: format }] : [],
  );
}

/** A photo that already lies where its copy would lie needs none. */
function copyPath({ path, outputFolder }: FoundFile): string | null {
  return dirname(path) === outputFolder ? null : join(outputFolder, basename(path));
}

type Naming = {
  request: BatchRequest;
  template: NameTemplate;
  claims: NameClaims;
  isOther: PlanOptions['isOther'];
  signal: AbortSignal;
};

/** Sorts the photos into those that become jobs and those that are bright enough. */
async function settle(
  photos: readonly Wanted[],
  rejected: readonly Rejection[],
  naming: Naming,
): Promise<Lists> {
  const { onlyDark = 1, copyRest = false } = naming.request;
  const isLeft = ({ facts }: Wanted): boolean => (facts.light?.median ?? 0) > onlyDark;
  const left = photos
    .filter((photo) => isLeft(photo) && isOwn(naming.request, photo.file.path, photo.file.input))
    .map(({ file }) => ({ input: file.path, copyTo: copyRest ? copyPath(file) : null }));
  const lists: Lists = { jobs: [], rejected: [...rejected], skipped: [], left, facts: [] };
  const dark = photos.filter((photo) => !isLeft(photo));
  await settleNames(dark, lists, naming);
  return lists;
}

async function settleNames(
  photos: readonly Wanted[],
  lists: Lists,
  { request, template, claims, isOther, signal }: Naming,
): Promise<void> {
  const { settings, page, now } = request;
  const sequence = sequenceOf(photos.map(({ facts }) => facts.exposure));
  for (const [index, { file, format, facts }] of photos.entries()) {
    signal.throwIfAborted();
    const job = {
      input: file.path,
      format: resultFormat(format, settings.output.format),
      settings,
      ...(page !== undefined && { page }),
    };
    const place = { number: index + 1, sequence: sequence[index] ?? 0, exposure: facts.exposure };
    try {
      const name = wantedName(file, job, { template, now, ...place });
      if (!isOwn(request, file.path, file.input)) {
        await claims.leave(name);
        continue;
      }
      const claim = await claims.claim(
        name,
        isOther && ((path) => isOther(path, { ...job, output: path }, { signal })),
      );
      if (claim.taken) lists.skipped.push({ input: file.path, existing: claim.path });
      else {
        lists.jobs.push({ ...job, output: claim.path });
        lists.facts.push(facts);
      }
    } catch (error) {
      if (!(error instanceof CandelaError)) throw error;
      lists.rejected.push({ input: file.path, error });
    }
  }
}
