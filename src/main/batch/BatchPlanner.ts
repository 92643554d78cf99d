import { basename, dirname } from 'node:path';
import {
  CandelaError,
  isAbort,
  withoutPaths,
  type BatchOutline,
  type BatchWish,
  type ExportChoices,
  type Look,
  type PhotoHandle,
  type PlannedJob,
  type WireError,
  type PlanProgress,
  type Settings,
} from '@contract';
import { kindOf, lookIn } from '@core';
import type { EngineCaller } from '@engine-client';
import {
  inParallel,
  matchGroups,
  planPhotos,
  ResultOrigins,
  type ChosenPhoto,
  type Outcome,
  type TonesOf,
} from '@jobs';
import { folderLabel } from '../files/folderLabel';
import type { OpenPhoto } from '../photo/PhotoRegistry';
import type { HeldNames } from '../save/HeldNames';
import { settingsOf } from '../save/settingsOf';
import type { Surveys } from './Surveys';

/** A photo of a batch, and what becomes of it. */
export type PlannedPhoto = {
  readonly photo: PhotoHandle;
  readonly look: Look;
  readonly choices: ExportChoices;
  readonly path: string;
  readonly outcome: NonNullable<Outcome>;
};

export type PlannedBatch = {
  readonly photos: readonly PlannedPhoto[];
  readonly series: readonly (readonly PhotoHandle[])[];
  /** Median luma of the photos that were measured, by their absolute paths. */
  readonly medians: ReadonlyMap<string, number>;
};

export type PlannerParts = {
  readonly engine: EngineCaller;
  readonly surveys: Surveys;
  readonly held: HeldNames;
  readonly clock: () => Date;
  /** The open photo with what its header says. @throws CandelaError `photo.closed` */
  readonly read: (photo: PhotoHandle, options: { signal: AbortSignal }) => Promise<OpenPhoto>;
  /** Absolute path of the folder for its result. */
  readonly folderOf: (photo: OpenPhoto) => string;
  readonly modelHash: (model: string) => string | null;
};

export type PlanContext = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PlanProgress) => void;
};

/** Headers wait for the disk; surveys decode, which the engine does two at a time. */
const atOnce = { headers: 16, surveys: 3 } as const;

type Wished = Omit<PlannedPhoto, 'outcome' | 'path'>;
type Read = { readonly wished: Wished; readonly open: OpenPhoto; readonly settings: Settings };
type Settled = Pick<PlannedBatch, 'medians'> & {
  readonly outcomes: readonly Outcome[];
  readonly series: readonly (readonly number[])[];
};

/** Decides what becomes of the photos of a wish, before the first pixel goes through a network. */
export class BatchPlanner {
  constructor(private readonly parts: PlannerParts) {}

  /** What would be written. @throws CandelaError `usage.invalid` for a bad name template; AbortError */
  async outline(wish: BatchWish, context: PlanContext): Promise<BatchOutline> {
    const read = await this.#prepare(wish, context);
    return outlineOf(planned(read, await this.#name(read, wish, context.signal)));
  }

  /** The plan of a batch that starts. The names of its results are held. @throws as `outline` */
  async plan(wish: BatchWish, context: PlanContext): Promise<PlannedBatch> {
    const { held } = this.parts;
    const read = await this.#prepare(wish, context);
    const named = await held.planning(async () => {
      const settled = await this.#name(read, wish, context.signal);
      held.hold(outputsOf(settled.outcomes));
      return settled;
    });
    try {
      return planned(read, await this.#matched(named, context));
    } catch (error) {
      held.release(outputsOf(named.outcomes));
      throw error;
    }
  }

  /** Reads the headers, and measures the photos if their light decides something. Saves may be planned meanwhile. */
  async #prepare({ photos, looks, choices, batch }: BatchWish, context: PlanContext): Promise<Read[]> {
    const { read, surveys } = this.parts;
    const { signal, onProgress } = context;
    const found = await inParallel(photos, atOnce.headers, async ({ photo, look: at }): Promise<Read[]> => {
      const look = looks[at];
      if (look === undefined) return [];
      try {
        const open = await read(photo, { signal });
        return [{ wished: { photo, look, choices }, open, settings: settingsOf(look, choices) }];
      } catch (error) {
        // A photo that was closed meanwhile is left out.
        if (isAbort(error) || !(error instanceof CandelaError)) throw error;
        return [];
      }
    });
    const all = found.flat();
    if (batch.onlyDark === undefined && !batch.series) return all;
    let done = 0;
    await inParallel(all, atOnce.surveys, async ({ open: { path, page, error } }) => {
      signal.throwIfAborted();
      if (error === undefined) await surveys.median(path, { page, signal });
      done += 1;
      onProgress({ stage: 'look', done, total: all.length });
    });
    return all;
  }

  async #name(photos: readonly Read[], { choices, batch }: BatchWish, signal: AbortSignal): Promise<Settled> {
    const { clock, folderOf, surveys, modelHash, held } = this.parts;
    const readable = photos.flatMap((photo, at) => (photo.open.error === undefined ? [{ photo, at }] : []));
    const chosen = readable.map(({ photo: { open, settings } }): ChosenPhoto => ({
      ...{ path: open.path, page: open.page, settings },
      ...{ outputFolder: folderOf(open), kind: kindOf(open.summary) },
    }));
    const exposures = new Map(photos.map(({ open: { path, summary } }) => [path, summary?.exposure ?? {}]));
    const { nameTemplate, onConflict } = choices;
    // Replacing and skipping depend on the exact name.
    const names = onConflict === 'number' ? held : [];
    const origins = new ResultOrigins(modelHash, batch.series);
    const settled = await planPhotos(
      chosen,
      { ...batch, nameTemplate, onConflict, now: clock(), held: names },
      {
        measures: {
          exposure: (path) => Promise.resolve(exposures.get(path) ?? {}),
          survey: surveys.of,
        },
        isOther: onConflict === 'skip' ? (...asked) => origins.isOther(...asked) : undefined,
        signal,
      },
    );
    const outcomes = photos.map(({ open }): Outcome => refusalOf(open.error));
    for (const [index, { at }] of readable.entries()) outcomes[at] = settled.outcomes[index] ?? null;
    const series = settled.series.map((group) => group.flatMap((index) => readable[index]?.at ?? []));
    return { outcomes, series, medians: settled.medians };
  }

  /** The frames of each series get one brightness. */
  async #matched({ outcomes, ...rest }: Settled, { signal, onProgress }: PlanContext): Promise<Settled> {
    const { series } = rest;
    const waiting = outcomes.flatMap((outcome, at) =>
      outcome?.type === 'job' ? [{ at, job: outcome.job }] : [],
    );
    const placeOf = new Map(waiting.map(({ at }, place) => [at, place] as const));
    const { jobs } = await matchGroups(
      waiting.map(({ job }) => job),
      series.map((group) => group.flatMap((at) => placeOf.get(at) ?? [])),
      {
        tonesOf: this.#tones,
        signal,
        onProgress: ({ done, total }) => {
          onProgress({ stage: 'match', done, total });
        },
      },
    );
    const matched = outcomes.map((outcome, at): Outcome => {
      const job = jobs[placeOf.get(at) ?? jobs.length];
      return job === undefined ? outcome : { type: 'job', job };
    });
    return { outcomes: matched, ...rest };
  }

  readonly #tones: TonesOf = async ({ input: path, page, settings }, options) => {
    const asked = { photo: { path, page }, look: lookIn(settings) };
    const { tones } = await this.parts.engine.call('photo.tones', asked, options);
    return tones;
  };
}

function outputsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => (outcome?.type === 'job' ? [outcome.job.output] : []));
}

function refusalOf(error: WireError | undefined): Outcome {
  return error === undefined ? null : { type: 'refused', error: CandelaError.fromWire(error) };
}

function planned(read: readonly Read[], { outcomes, series, medians }: Settled): PlannedBatch {
  const photos = read.flatMap(({ wished, open }, at): PlannedPhoto[] => {
    const outcome = outcomes[at];
    return outcome ? [{ ...wished, path: open.path, outcome }] : [];
  });
  const handles = series.map((group) => group.flatMap((at) => read[at]?.wished.photo ?? []));
  return { photos, series: handles, medians };
}

/** The plan in the page's words: no paths. */
export function outlineOf({ photos, series }: Omit<PlannedBatch, 'medians'>): BatchOutline {
  const folders = new Map<string, { photo: PhotoHandle; name: string }[]>();
  const outline: BatchOutline = { folders: [], left: [], skipped: [], refused: [], series: [] };
  for (const { photo, path, outcome } of photos)
    switch (outcome.type) {
      case 'job': {
        const folder = dirname(outcome.job.output);
        const files = folders.get(folder) ?? [];
        files.push({ photo, name: basename(outcome.job.output) });
        folders.set(folder, files);
        break;
      }
      case 'skipped':
        outline.skipped.push({ photo, name: basename(outcome.existing) });
        break;
      case 'left':
        outline.left.push({ photo, isCopied: outcome.copy !== null });
        break;
      case 'refused':
        outline.refused.push({ photo, error: withoutPaths(outcome.error, [path]).toWire() });
    }
  outline.folders = [...folders].map(([folder, files]) => ({ folder: folderLabel(folder), files }));
  outline.series = series.map((group) => [...group]);
  return outline;
}

/** The places of the frames of each series among the jobs of a plan. */
export function seriesOf({ photos, series }: PlannedBatch): number[][] {
  const places = new Map(jobsOf(photos).map(({ photo }, place) => [photo, place]));
  return series.map((group) => group.flatMap((photo) => places.get(photo) ?? []));
}

/** The jobs of a plan with their photos, the copies among them. */
export function jobsOf(photos: readonly PlannedPhoto[]): (PlannedPhoto & { job: PlannedJob })[] {
  return photos.flatMap((one) => {
    const job = jobOf(one.outcome);
    return job === null ? [] : [{ ...one, job }];
  });
}

function jobOf(outcome: PlannedPhoto['outcome']): PlannedJob | null {
  if (outcome.type === 'job') return outcome.job;
  return outcome.type === 'left' ? outcome.copy : null;
}
