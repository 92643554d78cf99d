import { notice } from '@contract';
import { primaries, rgbToD50, type Primaries } from '@core';
import type { StatedColour } from '../read/container/Container';
import { greyProfile, matrixProfile } from './matrixProfile';
import type { SignalledColour } from './signalledColour';

/** An exponent this close to sRGB's counts as sRGB's. libpng's reference decoder does not correct such a difference either. */
const gammaTolerance = 0.05;
const srgbGamma = 0.45455;

/** Nobody intends exponents beyond these. */
const gammaRange = { least: 0.1, most: 10 };

/** Chromaticities of one space differ by their writers' rounding. */
const tolerance = 0.005;

const points = ({ red, green, blue, white = [0.3127, 0.329] }: Primaries) => [red, green, blue, white];

function areSrgb(stated: Primaries): boolean {
  const known = points(primaries.rec709);
  return points(stated).every((point, index) =>
    point.every((value, axis) => Math.abs(value - (known[index]?.[axis] ?? 0)) < tolerance),
  );
}

/** Whether the primaries give a usable matrix. An impossible white or primaries on one line do not. */
function makeLight(stated: Primaries): boolean {
  return rgbToD50(stated).every((row) => row.every((value) => Number.isFinite(value) && Math.abs(value) < 8));
}

const isUsable = ({ gamma = srgbGamma, primaries: stated }: StatedColour): boolean =>
  gamma >= gammaRange.least && gamma <= gammaRange.most && (stated === undefined || makeLight(stated));

/**
 * Colours that are stated in numbers. sRGB needs no profile. Other values do not change, and get a profile with the same meaning.
 * @see PNG specification, third edition, 4.3 and 11.3.2
 */
export function statedColour(said: StatedColour, model: 'grey' | 'rgb'): SignalledColour {
  if (!isUsable(said)) return { notices: [notice('photo.badProfile')] };
  const { gamma, primaries: own } = said;
  // Grey lies on the axis from black to white for any primaries.
  const other = model === 'rgb' && own !== undefined && !areSrgb(own) ? own : undefined;
  const isSrgbGamma = gamma === undefined || Math.abs(gamma / srgbGamma - 1) < gammaTolerance;
  if (isSrgbGamma && other === undefined) return { notices: [] };
  const curve = gamma === undefined ? 'srgb' : 1 / gamma;
  const profile = model === 'grey' ? greyProfile(curve) : matrixProfile(other ?? 'rec709', curve);
  return { profile, notices: [] };
}
