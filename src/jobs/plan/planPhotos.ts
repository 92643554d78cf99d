import { stat } from 'node:fs/promises';
import { toCandelaError, type CandelaError, type PhotoKind, type Settings } from '@contract';
import { fileFailure } from '@disk';
import { inParallel } from '../inParallel';
import { fileId } from './findFiles';
import {
  settlePhotos,
  type Outcome,
  type Settled,
  type SettleOptions,
  type SettleRequest,
} from './settlePhotos';

/** A photo that a person chose, with settings of its own. */
export type ChosenPhoto = {
  /** Absolute. */
  readonly path: string;
  /** Absolute path of the folder for its result. */
  readonly outputFolder: string;
  readonly kind: PhotoKind;
  readonly settings: Settings;
  /** Counted from 1; absent: the first. */
  readonly page?: number | undefined;
};

const looksAtOnce = 8;

/**
 * Decides the names of the results of chosen photos, as `planBatch` does for those that it finds. Pages of one file are photos of
 * their own. A file that is gone is refused.
 * @throws CandelaError `usage.invalid` for a bad name template; AbortError
 */
export async function planPhotos(
  photos: readonly ChosenPhoto[],
  request: SettleRequest,
  options: Omit<SettleOptions, 'originals'>,
): Promise<Settled> {
  const ids = await inParallel(photos, looksAtOnce, ({ path }) => idOf(path));
  const there = photos.flatMap((photo, at) => (typeof ids[at] === 'string' ? [{ photo, at }] : []));
  const readable = there.map(({ photo }) => {
    const { path, outputFolder, ...more } = photo;
    return { file: { path, outputFolder }, ...more, isOurs: true };
  });
  const originals = new Set(ids.filter((id) => typeof id === 'string'));
  const settled = await settlePhotos(readable, request, { ...options, originals });
  const outcomes = ids.map((id): Outcome => (typeof id === 'string' ? null : { type: 'refused', error: id }));
  for (const [index, { at }] of there.entries()) outcomes[at] = settled.outcomes[index] ?? null;
  const series = settled.series.map((group) => group.flatMap((index) => there[index]?.at ?? []));
  return { outcomes, series, medians: settled.medians };
}

async function idOf(path: string): Promise<string | CandelaError> {
  try {
    return fileId(await stat(path, { bigint: true }));
  } catch (error) {
    return toCandelaError(fileFailure(error, { file: path, act: 'read' }), path);
  }
}
