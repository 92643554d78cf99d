import { CandelaError, type ConflictPolicy, type PhotoKind, type PlannedJob, type Settings } from '@contract';
import {
  namesCapture,
  namesPlace,
  parseNameTemplate,
  resultFormat,
  sequenceOf,
  type NameTemplate,
} from '@core';
import { CopyNames } from '../light/CopyNames';
import { groupSeries } from '../light/groupSeries';
import type { FoundFile } from './findFiles';
import { measured, type Facts, type Measures, type Need } from './measured';
import { NameClaims } from './NameClaims';
import { counted, type OnPlanProgress } from './PlanProgress';
import { wantedName } from './wantedName';

/** A photo whose kind is known. */
export type ReadablePhoto = {
  readonly file: Pick<FoundFile, 'path' | 'outputFolder'>;
  readonly kind: PhotoKind;
  readonly settings: Settings;
  /** Counted from 1; absent: the first. */
  readonly page?: number | undefined;
  /** False: another share of the batch enhances it, under the name that it gets here. */
  readonly isOurs: boolean;
};

/** What becomes of a photo. Absolute paths. Null: another share of the batch has it. */
export type Outcome =
  | { readonly type: 'job'; readonly job: PlannedJob }
  /** Its result exists. */
  | { readonly type: 'skipped'; readonly existing: string }
  /** It is bright enough as it is. `copy`: the job that copies it, if it is copied. */
  | { readonly type: 'left'; readonly copy: PlannedJob | null }
  | { readonly type: 'refused'; readonly error: CandelaError }
  | null;

/** What is decided for all photos of a batch. */
export type SettleRequest = {
  readonly nameTemplate: string;
  readonly onConflict: ConflictPolicy;
  /** The start of the run in local time, for {date} and {time}. */
  readonly now: Date;
  /** How many photos `{number}` and `{sequence}` have counted before. Absent: none. */
  readonly countedBefore?: number | undefined;
  /** Absolute paths of results that are being written. No other result gets such a name. */
  readonly held?: Iterable<string> | undefined;
  /** Enhances only photos whose median luma is at most this, 0 to 1. Absent: all. */
  readonly onlyDark?: number | undefined;
  /** The bright photos are copied to where their results would be. */
  readonly copyRest?: boolean | undefined;
  /** Finds the series among the photos. */
  readonly series?: boolean | undefined;
};

/** Whether an existing file is known to have been made from something else than a job. */
export type IsOther = (path: string, job: PlannedJob, options: { signal: AbortSignal }) => Promise<boolean>;

export type SettleOptions = {
  /** What is asked of photos only if the request needs it. */
  readonly measures: Measures;
  /** Absent: nothing is known. */
  readonly isOther?: IsOther | undefined;
  /** Ids (`fileId`) of all photos. No result may replace one of them. */
  readonly originals: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly onProgress?: OnPlanProgress | undefined;
};

export type Settled = {
  /** One for each photo, in their order. */
  readonly outcomes: readonly Outcome[];
  /** Positions of the photos of each series, in the order of taking. */
  readonly series: readonly (readonly number[])[];
  /** Median luma of the photos that were measured, by their paths. */
  readonly medians: ReadonlyMap<string, number>;
};

type Measured = ReadablePhoto & { readonly facts: Facts };
/** A photo and its position. */
type Placed = { readonly photo: Measured; readonly at: number };

/**
 * Decides for each photo whether it is enhanced, and under which name.
 * @throws CandelaError `usage.invalid` for a bad name template; AbortError
 */
export async function settlePhotos(
  photos: readonly ReadablePhoto[],
  request: SettleRequest,
  options: SettleOptions,
): Promise<Settled> {
  const template = parseNameTemplate(request.nameTemplate);
  const { measures, signal, onProgress, originals } = options;
  const needOf = needs(template, request);
  const known = await measured(photos, measures, { needOf, signal, onProgress });
  const claims = new NameClaims(request.onConflict, originals);
  for (const path of request.held ?? []) await claims.hold(path);
  const { onlyDark = 1, copyRest = false, countedBefore = 0 } = request;
  const isLeft = ({ facts }: Measured): boolean => (facts.light?.median ?? 0) > onlyDark;
  const outcomes = known.map((): Outcome => null);
  const dark = known.flatMap((photo, at) => (isLeft(photo) ? [] : [{ photo, at }]));
  const sequence = sequenceOf(dark.map(({ photo }) => photo.facts.exposure));
  const placeOf = new Map(
    dark.map(({ at }, index) => [
      at,
      { number: countedBefore + index + 1, sequence: countedBefore + (sequence[index] ?? 0) },
    ]),
  );
  const naming = new Naming(request, { template, claims, ...options });
  const isShared = known.some(({ isOurs }) => !isOurs);
  const name = counted('name', { total: known.length, onProgress }, async ({ photo, at }: Placed) => {
    const place = placeOf.get(at);
    if (place !== undefined) outcomes[at] = await naming.outcome(photo, place);
    // The other shares do not know that it is bright, and leave it its name.
    else if (isShared) await naming.outcome({ ...photo, isOurs: false }, { number: 0, sequence: 0 });
  });
  for (const [at, photo] of known.entries()) await name({ photo, at });
  const results = outcomes.flatMap((outcome) => (outcome?.type === 'job' ? [outcome.job.output] : []));
  const copies = copyRest ? new CopyNames(results) : null;
  for (const [at, photo] of known.entries())
    if (photo.isOurs && isLeft(photo)) outcomes[at] = { type: 'left', copy: copyOf(photo, copies) };
  const series = request.series === true ? seriesAmong(dark, outcomes) : [];
  return { outcomes, series, medians: mediansOf(known) };
}

/** A share measures its own photos. It needs the others' camera data, or their light, only where its names depend on them. */
function needs(template: NameTemplate, { onlyDark, series }: SettleRequest): (photo: ReadablePhoto) => Need {
  const asks = namesCapture(template) ? 'exposure' : 'nothing';
  const ofOurs = onlyDark === undefined && series !== true ? asks : 'survey';
  const ofOthers = onlyDark !== undefined && namesPlace(template) ? 'survey' : asks;
  return ({ isOurs }) => (isOurs ? ofOurs : ofOthers);
}

function mediansOf(photos: readonly Measured[]): Map<string, number> {
  return new Map(
    photos.flatMap(({ file, facts }) => (facts.light ? [[file.path, facts.light.median] as const] : [])),
  );
}

function copyOf({ file, kind, settings }: Measured, names: CopyNames | null): PlannedJob | null {
  const output = names?.nameFor(file.path, file.outputFolder) ?? null;
  if (output === null) return null;
  return { input: file.path, output, format: resultFormat(kind, 'same'), settings, copy: true };
}

function seriesAmong(dark: readonly Placed[], outcomes: readonly Outcome[]): number[][] {
  const jobs = dark.filter(({ at }) => outcomes[at]?.type === 'job');
  const groups = groupSeries(jobs.map(({ photo }) => photo.facts));
  return groups.map((group) => group.flatMap((index) => jobs[index]?.at ?? []));
}

type Parts = Pick<SettleOptions, 'isOther' | 'signal'> & {
  readonly template: NameTemplate;
  readonly claims: NameClaims;
};

/** Names the photos one after another, because each name depends on those before it. */
class Naming {
  constructor(
    private readonly request: SettleRequest,
    private readonly parts: Parts,
  ) {}

  async outcome(photo: Measured, place: { number: number; sequence: number }): Promise<Outcome> {
    const { template, claims, isOther, signal } = this.parts;
    signal.throwIfAborted();
    const { file, kind, settings, page, facts } = photo;
    const job = {
      input: file.path,
      format: resultFormat(kind, settings.output.format),
      settings,
      ...(page !== undefined && { page }),
    };
    try {
      const { now } = this.request;
      const name = wantedName(file, job, { template, now, ...place, exposure: facts.exposure });
      if (!photo.isOurs) {
        await claims.leave(name);
        return null;
      }
      const claim = await claims.claim(
        name,
        isOther && ((path) => isOther(path, { ...job, output: path }, { signal })),
      );
      if (claim.taken) return { type: 'skipped', existing: claim.path };
      return { type: 'job', job: { ...job, output: claim.path } };
    } catch (error) {
      if (!(error instanceof CandelaError)) throw error;
      return { type: 'refused', error };
    }
  }
}
