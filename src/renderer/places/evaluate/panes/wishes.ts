import { networkAlone, type ErrorKind, type PairCrop, type PhotoHandle, type Treatment } from '@contract';
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
  { signal, size = paneSize }: { signal: AbortSignal; size?: number },
): Promise<{ picture: Picture; display: Picture | null }> {
  const { picture, display } = await call('photos.preview', { photo, size }, { signal });
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
      const { picture, display } = await preview(photo, { signal });
      return onScreen(picture, display);
    },
  };
}

/** A photo as it is, for a line of the table. */
export async function smallPhoto(
  photo: PhotoHandle,
  { size, signal }: { size: number; signal: AbortSignal },
): Promise<Picture> {
  const { picture, display } = await preview(photo, { signal, size });
  return onScreen(picture, display);
}

type Judged = {
  readonly photo: PhotoHandle;
  readonly treatment: Treatment;
  readonly truth: PhotoHandle;
  readonly crop: PairCrop;
  readonly show: 'picture' | 'truth';
};

/** A picture or its truth as they are compared, which the engine makes at full size. */
function judgedWish(judged: Judged, name: string): Wish {
  return {
    key: `judged ${JSON.stringify(judged)}`,
    name,
    make: async (signal) => {
      const { picture } = await call('photos.judged', { ...judged, size: paneSize }, { signal });
      return fetchPicture(judged.photo, picture, signal);
    },
  };
}

/** The ground truth, or the part of it that is compared. */
export function truthWish({ pair, photo }: Row, crop: PairCrop): Wish {
  const { name, truth } = pair;
  if (crop === 'none') return photoWish(truth, name);
  return judgedWish({ photo, treatment: { by: 'nobody' }, truth, crop, show: 'truth' }, name);
}

/** The dark photo, or the part of it that the other panes show. */
export function lowWish({ pair, photo }: Row, crop: PairCrop): Wish | null {
  const { name, truth, low } = pair;
  if (low === null) return null;
  if (crop === 'none') return photoWish(low, name);
  const other = photo === low ? truth : photo;
  return judgedWish({ photo: low, treatment: { by: 'nobody' }, truth: other, crop, show: 'picture' }, name);
}

/** What a candidate makes of the photo. */
export function resultWish({ pair, candidate, photo }: Row, crop: PairCrop): Wish {
  const { by } = candidate;
  const isPhoto = 'set' in by || ('baseline' in by && by.baseline === 'nothing');
  if (crop === 'none' && isPhoto) return photoWish(photo, pair.name);
  if (crop !== 'none' || !('model' in by)) {
    const treatment = treatmentOf(candidate, inferenceOf);
    return judgedWish({ photo, treatment, truth: pair.truth, crop, show: 'picture' }, pair.name);
  }
  const inference = inferenceOf(by.model);
  return {
    key: `result ${photo} ${by.model} ${inference.provider}`,
    name: pair.name,
    make: async (signal) => {
      const { picture } = await call('photos.draft', { photo, size: paneSize, inference }, { signal });
      const result = await fetchPicture(photo, picture, signal);
      const { display } = await preview(photo, { signal });
      return onScreen(result, display);
    },
  };
}

/** Where a candidate's picture differs from the truth. */
export function errorWish(
  { key, pair, candidate, photo }: Row,
  { kind, crop }: { kind: ErrorKind; crop: PairCrop },
): Wish {
  return {
    key: `errors ${kind} ${crop} ${inferenceOf('').provider} ${key}`,
    name: pair.name,
    make: async (signal) => {
      const treatment = treatmentOf(candidate, inferenceOf);
      const question = { photo, treatment, truth: pair.truth, crop, kind, size: paneSize };
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
