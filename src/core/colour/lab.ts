import { inverse, primaries, rgbToXyz, times, toD50, type Row } from './primaries';
import { srgbOfLight } from './transfer';

const d50White: Row = [0.9642, 1, 0.8249];
/** (6/29)³ and values derived from it. @see CIE 15:2018, 8.2.1 */
const linearBelow = 6 / 29;

const unpack = (value: number): number =>
  value > linearBelow ? value ** 3 : 3 * linearBelow ** 2 * (value - 4 / 29);

const toD65 = inverse(toD50());
const toRgb = inverse(rgbToXyz(primaries.rec709));

/**
 * CIE L*a*b* under D50 as sRGB of 0 to 1. Colours outside sRGB are clipped.
 * @param lightness 0 to 100
 */
export function srgbOfLab(lightness: number, a: number, b: number): Row {
  const middle = (lightness + 16) / 116;
  const xyz: Row = [
    d50White[0] * unpack(middle + a / 500),
    unpack(middle),
    d50White[2] * unpack(middle - b / 200),
  ];
  const [red, green, blue] = times(toRgb, times(toD65, xyz));
  return [srgbOfLight(red), srgbOfLight(green), srgbOfLight(blue)];
}
