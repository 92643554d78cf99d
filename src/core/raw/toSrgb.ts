import { inverse, primaries, product, rgbToXyz } from '../colour/primaries';
import { lightOfSrgb, srgbOfLight } from '../colour/transfer';

const fromP3 = product(inverse(rgbToXyz(primaries.rec709)), rgbToXyz(primaries.p3));

/** Entries of the way back: neighbours differ by less than two steps of 16 bits. */
const entries = 1 << 19;

/** Converts stored values of Display P3 to those of sRGB, in place: 16 bits, three a pixel. Colours that sRGB lacks are cut at its edge. */
export function p3ToSrgb(samples: Uint16Array): void {
  const light = Float32Array.from({ length: 65_536 }, (_, value) => lightOfSrgb(value / 65_535) * entries);
  const stored = Uint16Array.from({ length: entries + 1 }, (_, at) =>
    Math.round(srgbOfLight(at / entries) * 65_535),
  );
  const [[a0, a1, a2], [b0, b1, b2], [c0, c1, c2]] = fromP3;
  const at = (value: number): number => (value <= 0 ? 0 : value >= entries ? entries : (value + 0.5) | 0);
  for (let index = 0; index + 2 < samples.length; index += 3) {
    const red = light[samples[index] ?? 0] ?? 0;
    const green = light[samples[index + 1] ?? 0] ?? 0;
    const blue = light[samples[index + 2] ?? 0] ?? 0;
    samples[index] = stored[at(a0 * red + a1 * green + a2 * blue)] ?? 0;
    samples[index + 1] = stored[at(b0 * red + b1 * green + b2 * blue)] ?? 0;
    samples[index + 2] = stored[at(c0 * red + c1 * green + c2 * blue)] ?? 0;
  }
}
