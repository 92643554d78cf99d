import { notice } from '@contract';
import { primaries, rgbToD50, type Primaries } from '@core';
import type { StatedColour } from '../read/container/Container';
import { greyProfile, matrixProfile } from './matrixProfile';
import type { SignalledColour } from './signalledColour';

/** How far from sRGB's own exponent one may be and still mean it: as far as libpng's reference decoder thinks not worth a correction. */
const gammaTolerance = 0.05;
const srgbGamma = 0.45455;

/** Exponents beyond are nobody's intention. */
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

/** Whether light can be made of them: a white that is none, or primaries on one line, leave no matrix. */
function makeLight(stated: Primaries): boolean {
  return rgbToD50(stated).every((row) => row.every((value) => Number.isFinite(value) && Math.abs(value) < 8));
}

const isUsable = ({ gamma = srgbGamma, primaries: stated }: StatedColour): boolean =>
  gamma >= gammaRange.least && gamma <= gammaRange.most && (stated === undefined || makeLight(stated));

/**
 * Colours that are stated in numbers. Those of sRGB need no profile; others keep their values and get one that says the same.
 * @see PNG specification, third edition, 4.3 and 11.3.2
 */
export function statedColour(said: StatedColour, model: 'grey' | 'rgb'): SignalledColour {
  if (!isUsable(said)) return { notices: [notice('photo.badProfile')] };
  const { gamma, primaries: own } = said;
  // Grey lies on the axis from black to white, wherever the primaries are.
  const other = model === 'rgb' && own !== undefined && !areSrgb(own) ? own : undefined;
  const isSrgbGamma = gamma === undefined || Math.abs(gamma / srgbGamma - 1) < gammaTolerance;
  if (isSrgbGamma && other === undefined) return { notices: [] };
  const curve = gamma === undefined ? 'srgb' : 1 / gamma;
  const profile = model === 'grey' ? greyProfile(curve) : matrixProfile(other ?? 'rec709', curve);
  return { profile, notices: [] };
}
