import type { Exposure } from '@contract';

/** Variables that come from the camera's data: each with its meaning, and what stands for it where the photo does not say. */
export const captureVariables = {
  capturedate: { meaning: 'day the photo was taken, as 2026-01-31', missing: 'no-date' },
  capturetime: { meaning: 'time the photo was taken, as 235959', missing: 'no-time' },
  camera: { meaning: 'maker and model of the camera', missing: 'no-camera' },
  lens: { meaning: 'model of the lens', missing: 'no-lens' },
  iso: { meaning: 'sensitivity, as 3200', missing: 'no-iso' },
  shutter: { meaning: 'exposure time, as 1-60s or 2.5s', missing: 'no-shutter' },
  aperture: { meaning: 'f-number, as f2.8', missing: 'no-aperture' },
} as const;

export type CaptureVariable = keyof typeof captureVariables;

/** The values of these variables for a photo. */
export function captureValues(exposure: Exposure): Record<CaptureVariable, string> {
  const { taken, camera, lens, iso, shutter, aperture } = exposure;
  const [day, clock] = taken?.split('T') ?? [];
  const known: Record<CaptureVariable, string | undefined> = {
    capturedate: day,
    capturetime: clock?.slice(0, 8).replaceAll(':', ''),
    camera,
    // A slash cannot stand in a name, and `f_2.8` reads badly.
    lens: lens?.replace(/([fƒ])\//gi, '$1'),
    iso: iso === undefined ? undefined : String(Math.round(iso)),
    shutter: shutter === undefined ? undefined : `${shutterName(shutter)}s`,
    aperture: aperture === undefined ? undefined : `f${decimal(aperture)}`,
  };
  const entries = Object.entries(captureVariables).map(([name, { missing }]) => [
    name,
    known[name as CaptureVariable] ?? missing,
  ]);
  return Object.fromEntries(entries) as Record<CaptureVariable, string>;
}

/** Photographers' way: seconds from 0.3 s on, fractions below. */
function shutterName(seconds: number): string {
  const isLong = seconds >= 0.3 || seconds <= 0;
  return isLong ? decimal(seconds) : `1-${String(Math.round(1 / seconds))}`;
}

function decimal(value: number): string {
  return String(Number(value.toFixed(1)));
}

/**
 * The places of photos in the order in which they were taken, counted from 1. Photos of one moment, and those whose time is not
 * known, keep their order; the latter come last.
 */
export function sequenceOf(exposures: readonly Exposure[]): number[] {
  const order = exposures
    .map(({ taken }, index) => ({ taken: taken ?? '~', index }))
    // ISO dates sort as texts, and a fraction of a second comes behind its second.
    .sort((a, b) => (a.taken < b.taken ? -1 : a.taken > b.taken ? 1 : a.index - b.index));
  const places: number[] = [];
  for (const [place, { index }] of order.entries()) places[index] = place + 1;
  return places;
}
