import { networkAlone, type ErrorKind, type PhotoHandle } from '@contract';
import { call, fetchPicture, type Picture } from '../../../bridge';
import { composePicture } from '../../../viewer';
import { inferenceOf } from '../actions/run';
import type { Exposure, Outcome, Row } from '../state/rows';
import { treatmentOf } from '../state/rows';
import type { Wish } from './usePicture';

/** Long edge of the pictures. Smaller photos are shown pixel by pixel. */
export const paneSize = 2048;

/** Whether a picture is a smaller copy of a larger photo. */
export function isReduced({ width, height }: Picture): boolean {
  return Math.max(width, height) === paneSize;
}

/** Stored values as the screen needs them. */
function onScreen(picture: Picture, display: Picture | null): Picture {
  if (display === null) return picture;
  const layers = { lowLight: { key: '', picture, tiles: null }, enhanced: null, truth: null };
  const drawn = composePicture('lowLight', {
    layers,
    display,
    mix: networkAlone,
    differenceGain: 1,
    showClipping: false,
  });
  return { ...drawn };
}

async function preview(
  photo: PhotoHandle,
  signal: AbortSignal,
): Promise<{ picture: Picture; display: Picture | null }> {
  const { picture, display } = await call('photos.preview', { photo, size: paneSize }, { signal });
  return {
    picture: await fetchPicture(photo, picture, signal),
    display: display && (await fetchPicture(photo, display, signal)),
  };
}

/** A photo as it is. */
export function photoWish(photo: PhotoHandle, name: string): Wish {
  return {
    key: `photo ${photo}`,
    name,
    make: async (signal) => {
      const { picture, display } = await preview(photo, signal);
      return onScreen(picture, display);
    },
  };
}

/** What a candidate makes of the photo. */
export function resultWish({ pair, candidate, photo }: Row): Wish {
  const { by } = candidate;
  if (!('model' in by)) return photoWish(photo, pair.name);
  const inference = inferenceOf(by.model);
  return {
    key: `result ${photo} ${by.model} ${inference.provider}`,
    name: pair.name,
    make: async (signal) => {
      const { picture } = await call('photos.draft', { photo, size: paneSize, inference }, { signal });
      const result = await fetchPicture(photo, picture, signal);
      const { display } = await preview(photo, signal);
      return onScreen(result, display);
    },
  };
}

/** Where a candidate's picture differs from the truth. */
export function errorWish({ key, pair, candidate, photo }: Row, kind: ErrorKind): Wish {
  return {
    key: `errors ${kind} ${key}`,
    name: pair.name,
    make: async (signal) => {
      const treatment = treatmentOf(candidate, inferenceOf);
      const question = { photo, treatment, truth: pair.truth, crop: 'none' as const, kind, size: paneSize };
      const { picture } = await call('photos.errorMap', question, { signal });
      return fetchPicture(photo, picture, signal);
    },
  };
}

/** The gain that an exposure-matched picture is multiplied by; 1 as it is. */
export function gainOf(exposure: Exposure, outcome: Outcome | undefined): number {
  if (exposure === 'asIs' || outcome === undefined || 'error' in outcome) return 1;
  return outcome.result.gain;
}

/** A picture multiplied by a gain and clipped, as the exposure-matched figures have it. */
export function scaledBy(picture: Picture, gain: number): Picture {
  if (gain === 1) return picture;
  return { ...picture, data: picture.data.map((value) => Math.min(255, Math.round(value * gain))) };
}
