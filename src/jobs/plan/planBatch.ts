import { setMaxListeners } from 'node:events';
import { basename, dirname, sep } from 'node:path';
import {
  CandelaError,
  isAbort,
  toCandelaError,
  type PhotoKind,
  type PlannedJob,
  type RawJpeg,
  type Settings,
  type Shard,
  type SkipReason,
} from '@contract';
import { parseNameTemplate } from '@core';
import {
  defaultFolder,
  FileFinder,
  isAmong,
  type Findings,
  type FindRequest,
  type FoundFile,
} from './findFiles';
import { inParallel } from '../inParallel';
import { measured, type Measures } from './measured';
import { counted, type OnPlanProgress } from './PlanProgress';
import { otherOfPairs } from './rawPairs';
import { ownsPhoto } from '../shard/ownsPhoto';
import { seriesHeads } from '../shard/seriesHeads';
import {
  settlePhotos,
  type IsOther,
  type Outcome,
  type ReadablePhoto,
  type Settled,
  type SettleRequest,
} from './settlePhotos';

/** Recognises a file by its first bytes. Throws a CandelaError when it is not a readable photo. */
export type Sniff = (path: string, options: { signal: AbortSignal }) => Promise<PhotoKind>;

/** Whether a file is an earlier result, by its metadata. */
export type IsOwnResult = (path: string, options: { signal: AbortSignal }) => Promise<boolean>;

export type PlanOptions = {
  sniff: Sniff;
  isOwnResult: IsOwnResult;
  /** What is asked of photos only if the request needs it. */
  measures: Measures;
  /** Absent: nothing is known of existing results. */
  isOther?: IsOther;
  signal: AbortSignal;
  onProgress?: OnPlanProgress | undefined;
};

export type BatchRequest = FindRequest &
  Omit<SettleRequest, 'nameTemplate' | 'onConflict'> & {
    /** Which are taken of a raw and a JPEG of one shot; absent: both. */
    readonly rawJpeg?: RawJpeg | undefined;
    /** The share of the photos that is planned; absent: all. */
    readonly shard?: Shard | undefined;
    readonly settings: Settings;
    /** The page of every photo, counted from 1; absent: the first. */
    readonly page?: number | undefined;
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

/** The plan of a batch, made before the first pixel is read. Each list is in the order of the inputs. */
export type BatchPlan = {
  /** Copies come last. */
  readonly jobs: readonly PlannedJob[];
  readonly rejected: readonly Rejection[];
  readonly skipped: readonly Skipped[];
  /** Positions of the jobs of each series, in the order of taking. */
  readonly series: readonly (readonly number[])[];
  /** Median luma of the photos that were measured, by their paths. */
  readonly medians?: ReadonlyMap<string, number>;
  /** Files in the folders that are not photos. */
  readonly ignored: number;
  /** Photos, by their names, that --include and --exclude left out. */
  readonly filtered: number;
  /** Earlier results in the folders. They are not enhanced again. */
  readonly results: number;
};

type Sniffed = {
  readonly file: FoundFile;
  readonly kind: PhotoKind | CandelaError;
  readonly isResult: boolean;
};

// High enough to hide the way to the engine's process and the latency of a network disk.
const sniffsAtOnce = 32;

/**
 * Finds the photos behind the inputs and decides the name of every result.
 *
 * Hidden and system files in folders are ignored. Files that are photos neither by name nor by content are counted as `ignored`.
 * Every other file, and every file that the person named, becomes a job, a rejection or a skip. Subfolders are read when
 * `recursive`, and results keep their structure.
 * @throws CandelaError `usage.invalid` for a bad name template or pattern; AbortError.
 */
export async function planBatch(request: BatchRequest, options: PlanOptions): Promise<BatchPlan> {
  const { signal, onProgress } = options;
  const { settings, page } = request;
  // A bad template is told before a folder is read.
  parseNameTemplate(settings.output.nameTemplate);
  onProgress?.({ stage: 'find', done: 0, total: 0 });
  const found = await new FileFinder(request, signal).find();
  const sniffed = await lookInto(found.files, options);
  const results = sniffed.filter(({ isResult }) => isResult);
  const photos = sniffed.filter((file) => !file.isResult && deservesLine(file));
  const isOurs = (path: string, input?: number): boolean => isOwn(request, path, input);
  const rejected = refusedOf({ request, found, photos, results }, isOurs);
  const left = otherOfPairs(photos, request.rawJpeg ?? 'both');
  const readable = await shared(
    photos
      .filter((photo) => !left.has(photo))
      .flatMap(({ file, kind }) => {
        if (kind instanceof CandelaError) return [];
        return [{ file, kind, settings, page, isOurs: isOurs(file.path, file.input) }];
      }),
    request,
    options,
  );
  const originals = new Set(photos.map(({ file }) => file.id));
  const { nameTemplate, onConflict } = settings.output;
  const settled = await settlePhotos(
    readable,
    { ...request, nameTemplate, onConflict },
    { ...options, originals },
  );
  const lists = listsOf(readable, settled, rejected);
  const leftOut = [...left].filter(({ file }) => isOurs(file.path, file.input)).map(leftOfPair);
  return {
    ...lists,
    skipped: [...lists.skipped, ...leftOut],
    ignored: found.ignored + sniffed.length - photos.length - results.length,
    filtered: found.filtered,
    results: results.length,
  };
}

type Sorted = {
  request: BatchRequest;
  found: Findings;
  photos: readonly Sniffed[];
  results: readonly Sniffed[];
};

function refusedOf(
  { request, found, photos, results }: Sorted,
  isOurs: (path: string, input?: number) => boolean,
): Rejection[] {
  return [
    ...found.refused
      .filter(({ path, input }) => isOurs(path, input))
      .map(({ path, error }) => ({ input: path, error })),
    ...emptyFolders(request, found, [...photos, ...results]).filter(({ input }) => isOurs(input)),
    ...refusals(photos.filter(({ file }) => isOurs(file.path, file.input))),
  ];
}

const leftOfPair = ({ file }: Sniffed): Skipped => ({
  input: file.path,
  existing: null,
  reason: 'otherOfPair',
});

function lookInto(
  files: readonly FoundFile[],
  { sniff, isOwnResult, signal, onProgress }: PlanOptions,
): Promise<Sniffed[]> {
  // Each of the files that are looked into at once listens to it.
  setMaxListeners(2 * sniffsAtOnce, signal);
  const look = counted('look', { total: files.length, onProgress }, async (file: FoundFile) => ({
    file,
    kind: await sniffFile(file.path, sniff, signal),
    isResult: mayBeResult(file) && (await isOwnResult(file.path, { signal })),
  }));
  return inParallel(files, sniffsAtOnce, look);
}

/** With series, the photos that may be one belong to one share. */
async function shared<Photo extends ReadablePhoto & { readonly file: FoundFile }>(
  photos: readonly Photo[],
  request: BatchRequest,
  { measures, signal, onProgress }: PlanOptions,
): Promise<readonly Photo[]> {
  if (request.shard === undefined || request.series !== true) return photos;
  const known = await measured(photos, measures, { needOf: () => 'exposure', signal, onProgress });
  const heads = seriesHeads(known.map(({ facts }) => facts.exposure));
  return photos.map((photo, at) => {
    const { path, input } = photos[heads[at] ?? at]?.file ?? photo.file;
    return { ...photo, isOurs: isOwn(request, path, input) };
  });
}

/** The outcomes by their kind. A series names its jobs by their positions among the jobs. */
function listsOf(
  photos: readonly ReadablePhoto[],
  { outcomes, series, medians }: Settled,
  refused: readonly Rejection[],
): Omit<BatchPlan, 'ignored' | 'filtered' | 'results'> {
  const lists: Lists = { jobs: [], copies: [], rejected: [...refused], skipped: [] };
  const placeOf = new Map<number, number>();
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome?.type === 'job') placeOf.set(at, lists.jobs.length);
    if (outcome !== null) list(outcome, photos[at]?.file.path ?? '', lists);
  }
  const { copies, jobs, ...others } = lists;
  const places = series.map((group) => group.flatMap((at) => placeOf.get(at) ?? []));
  return { jobs: [...jobs, ...copies], ...others, series: places, medians };
}

type Lists = Record<'jobs' | 'copies', PlannedJob[]> & { rejected: Rejection[]; skipped: Skipped[] };

function list(
  outcome: NonNullable<Outcome>,
  input: string,
  { jobs, copies, rejected, skipped }: Lists,
): void {
  switch (outcome.type) {
    case 'job':
      jobs.push(outcome.job);
      break;
    case 'skipped':
      skipped.push({ input, existing: outcome.existing });
      break;
    case 'refused':
      rejected.push({ input, error: outcome.error });
      break;
    case 'left':
      if (outcome.copy === null) skipped.push({ input, existing: null, reason: 'wellLit' });
      else copies.push(outcome.copy);
  }
}

/** Whether a file belongs to the share that is planned. @param input the position of the input that led to it */
function isOwn({ shard, inputs }: BatchRequest, path: string, input?: number): boolean {
  return shard === undefined || ownsPhoto(shard, path, inputs[input ?? -1] ?? path);
}

async function sniffFile(path: string, sniff: Sniff, signal: AbortSignal): Promise<PhotoKind | CandelaError> {
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
export function mayBeResult({ path, named }: Pick<FoundFile, 'path' | 'named'>): boolean {
  const folders = dirname(path).split(sep);
  return !named && (folders.includes(defaultFolder) || /candela/i.test(basename(path)));
}

/** A file without a photo's name gets no line unless its content is a photo. */
function deservesLine({ file, kind }: Sniffed): boolean {
  return file.expected || !(kind instanceof CandelaError) || kind.code === 'photo.unsupported';
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
    .filter((folder) => isAmong(folder, request.only))
    .map((folder) => ({ input: folder, error: new CandelaError('input.noPhotos', { file: folder }) }));
}

function refusals(photos: readonly Sniffed[]): Rejection[] {
  return photos.flatMap(({ file, kind }) =>
    kind instanceof CandelaError ? [{ input: file.path, error: kind }] : [],
  );
}
