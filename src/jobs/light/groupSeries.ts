import { signatureSide, type Exposure, type Light } from '@contract';

export type SeriesPhoto = { readonly exposure: Exposure; readonly light?: Light | undefined };

/** Two frames of a series are at most this far apart, s. */
export const farthestApart = 15;
/** The mean luma of neighbours differs by less than this factor. Exposure brackets differ by more, on purpose. */
const mostApart = 1.35;
/** Least correlation of two frames, in the part that both show. */
const leastAlike = 0.85;
/** A panorama moves by at most this share of the frame from one shot to the next. */
const farthestShift = signatureSide / 2;
/** Rows may move by less: nobody holds a camera quite level. */
const farthestRise = 2;

/**
 * Groups of two and more photos that belong together: one camera, seconds apart, alike. Each is a list of positions, in the order of
 * taking. Photos without a time or that could not be measured stay alone, because a wrong group would change unrelated photos.
 */
export function groupSeries(photos: readonly SeriesPhoto[]): number[][] {
  const dated = photos
    .flatMap((photo, index) => {
      const time = takenAt(photo.exposure);
      return time === undefined || photo.light === undefined
        ? []
        : [{ ...photo, light: photo.light, index, time }];
    })
    .sort((a, b) => a.time - b.time || a.index - b.index);
  const groups: (typeof dated)[] = [];
  for (const frame of dated) {
    // Two cameras may shoot at the same time.
    const group = [...groups].reverse().find((one) => one[0]?.exposure.camera === frame.exposure.camera);
    const last = group?.at(-1);
    if (group && last && isNext(last, frame)) group.push(frame);
    else groups.push([frame]);
  }
  return groups.filter((group) => group.length > 1).map((group) => group.map(({ index }) => index));
}

type Frame = { time: number; light: Light };

function isNext(one: Frame, other: Frame): boolean {
  if (other.time - one.time > farthestApart) return false;
  const [low, high] = [one.light.mean, other.light.mean].sort((a, b) => a - b);
  if ((high ?? 0) > (low ?? 0) * mostApart) return false;
  return areAlike(one.light.signature, other.light.signature);
}

/** When a photo was taken, in seconds of the camera's clock. */
export function takenAt({ taken }: Exposure): number | undefined {
  if (taken?.includes('T') !== true) return undefined;
  const [whole = '', fraction = '0'] = taken.split('.');
  return Date.parse(`${whole}Z`) / 1000 + Number(`0.${fraction}`);
}

/** Whether two grids show the same scene, perhaps moved sideways. */
export function areAlike(one: readonly number[], other: readonly number[]): boolean {
  for (let x = -farthestShift; x <= farthestShift; x += 1)
    for (let y = -farthestRise; y <= farthestRise; y += 1)
      if (correlation(one, other, { x, y }) >= leastAlike) return true;
  return false;
}

function correlation(
  one: readonly number[],
  other: readonly number[],
  { x, y }: { x: number; y: number },
): number {
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (const [at, value] of one.entries()) {
    const column = (at % signatureSide) + x;
    const row = Math.floor(at / signatureSide) + y;
    if (column < 0 || row < 0 || column >= signatureSide || row >= signatureSide) continue;
    const its = other[row * signatureSide + column] ?? 0;
    n += 1;
    a += value;
    b += its;
    aa += value * value;
    bb += its * its;
    ab += value * its;
  }
  const spread = (aa - (a * a) / n) * (bb - (b * b) / n);
  // Even frames have nothing that could be told apart.
  return spread <= 1e-12 ? 1 : (ab - (a * b) / n) / Math.sqrt(spread);
}
