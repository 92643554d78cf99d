import { basename, dirname, sep } from 'node:path';
import {
  CandelaError,
  isAbort,
  toCandelaError,
  type PhotoFormat,
  type PlannedJob,
  type Settings,
  type SkipReason,
} from '@contract';
import {
  fillNameTemplate,
  longestName,
  outputExtension,
  parseNameTemplate,
  resultFormat,
  splitName,
  utf8Length,
  type NameTemplate,
  type NameValues,
} from '@core';
import { defaultFolder, FileFinder, type Findings, type FindRequest, type FoundFile } from './findFiles';
import { inParallel } from '../inParallel';
import { NameClaims } from './NameClaims';

/** Recognises a file by its first bytes. Throws a CandelaError when it is not a readable photo. */
export type Sniff = (path: string, options: { signal: AbortSignal }) => Promise<PhotoFormat>;

/** Whether a file is an earlier result, by its metadata. */
export type IsOwnResult = (path: string, options: { signal: AbortSignal }) => Promise<boolean>;

export type PlanOptions = { sniff: Sniff; isOwnResult: IsOwnResult; signal: AbortSignal };

export type BatchRequest = FindRequest & {
  readonly settings: Settings;
  /** The page of every photo, counted from 1; absent: the first. */
  readonly page?: number | undefined;
  /** The start of the run in local time, for {date} and {time}. */
  readonly now: Date;
  /** Absolute paths of results that are being written. No other result gets such a name. */
  readonly held?: Iterable<string>;
};

/** An input that leads to no job: its absolute path and the reason. */
export type Rejection = { readonly input: string; readonly error: CandelaError };

/** A photo whose result already exists. Absolute paths. */
export type Skipped = {
  readonly input: string;
  readonly existing: string;
  /** Absent: its result exists. */
  readonly reason?: SkipReason;
};

/** The plan of a batch, made before the first pixel is read. Each list is in the order of the inputs. */
export type BatchPlan = {
  readonly jobs: readonly PlannedJob[];
  readonly rejected: readonly Rejection[];
  readonly skipped: readonly Skipped[];
  /** Files in the folders that are not photos. */
  readonly ignored: number;
  /** Earlier results in the folders. They are not enhanced again. */
  readonly results: number;
};

type Sniffed = {
  readonly file: FoundFile;
  readonly format: PhotoFormat | CandelaError;
  readonly isResult: boolean;
};
type Lists = { jobs: PlannedJob[]; rejected: Rejection[]; skipped: Skipped[] };

// High enough to hide the latency of a network disk, low enough not to make a spinning disk seek.
const sniffsAtOnce = 8;

// Room that a shortened name leaves for its number.
const longestNumber = '-99999';

/**
 * Finds the photos behind the inputs and decides the name of every result.
 *
 * Hidden and system files in folders are ignored. Files that are photos neither by name nor by content are counted as `ignored`.
 * Every other file, and every file that the person named, becomes a job, a rejection or a skip. Subfolders are read when
 * `recursive`, and results keep their structure.
 * @throws CandelaError `usage.invalid` for a bad name template; AbortError.
 */
export async function planBatch(
  request: BatchRequest,
  { sniff, isOwnResult, signal }: PlanOptions,
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
  const lists: Lists = {
    jobs: [],
    rejected: [
      ...found.refused.map(({ path, error }) => ({ input: path, error })),
      ...emptyFolders(request, found, [...photos, ...results]),
    ],
    skipped: [],
  };
  await settleNames(photos, lists, { request, template, signal });
  const ignored = found.ignored + sniffed.length - photos.length - results.length;
  return { ...lists, ignored, results: results.length };
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
  ]);
  return found.folders
    .filter((input) => !fruitful.has(input) && !found.repeated.has(input))
    .map((input) => request.inputs[input] ?? '')
    .map((folder) => ({ input: folder, error: new CandelaError('input.noPhotos', { file: folder }) }));
}

type Naming = { request: BatchRequest; template: NameTemplate; signal: AbortSignal };

async function settleNames(photos: readonly Sniffed[], lists: Lists, naming: Naming): Promise<void> {
  const { settings, page } = naming.request;
  const claims = new NameClaims(settings.output.onConflict, new Set(photos.map(({ file }) => file.id)));
  for (const path of naming.request.held ?? []) await claims.hold(path);
  let number = 0;
  for (const { file, format } of photos) {
    naming.signal.throwIfAborted();
    if (format instanceof CandelaError) {
      lists.rejected.push({ input: file.path, error: format });
      continue;
    }
    number += 1;
    const job = {
      input: file.path,
      format: resultFormat(format, settings.output.format),
      settings,
      ...(page !== undefined && { page }),
    };
    try {
      const claim = await claims.claim(wantedName(file, job, { ...naming, number }));
      if (claim.taken) lists.skipped.push({ input: file.path, existing: claim.path });
      else lists.jobs.push({ ...job, output: claim.path });
    } catch (error) {
      if (!(error instanceof CandelaError)) throw error;
      lists.rejected.push({ input: file.path, error });
    }
  }
}

function wantedName(file: FoundFile, job: Pick<PlannedJob, 'format'>, naming: Naming & { number: number }) {
  const { name, extension } = splitName(basename(file.path));
  const { settings, now, page = 1 } = naming.request;
  const values: NameValues = {
    name,
    ext: extension,
    folder: basename(dirname(file.path)),
    model: settings.model,
    strength: String(Math.round(settings.strength * 100)),
    format: job.format,
    page: String(page),
    date: [now.getFullYear(), twoDigits(now.getMonth() + 1), twoDigits(now.getDate())].join('-'),
    time: [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join(''),
    number: String(naming.number).padStart(3, '0'),
  };
  const suffix = outputExtension(extension, job.format);
  const room = longestName - utf8Length(`.${suffix}`);
  const whole = fillNameTemplate(naming.template, values);
  const fits = utf8Length(whole) <= room;
  return {
    folder: file.outputFolder,
    name: fits ? whole : fillNameTemplate(naming.template, values, room - longestNumber.length),
    extension: suffix,
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
