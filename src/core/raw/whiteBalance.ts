import { inverse, primaries, rgbToXyz, times, type Matrix, type Row } from '../colour/primaries';
import { illuminant } from './illuminant';

/**
 * The factors of a camera's red, green and blue under which the light of a temperature becomes neutral.
 * @param daylight the factors for D65
 * @param toSrgb the camera's colours, balanced for D65, to linear sRGB
 */
export function factorsFor(kelvin: number, { daylight, toSrgb }: { daylight: Row; toSrgb: Matrix }): Row {
  const [x, y] = illuminant(kelvin);
  const white: Row = [x / y, 1, (1 - x - y) / y];
  const seen = times(inverse(toSrgb), times(inverse(rgbToXyz(primaries.rec709)), white));
  // A colour beyond the camera's reach would turn its factor around.
  const factor = (channel: 0 | 1 | 2): number => daylight[channel] / Math.max(0.01, seen[channel]);
  return [factor(0), factor(1), factor(2)];
}
