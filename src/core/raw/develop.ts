import type { Samples } from '../raster';
import { inverse, primaries, product, rgbToXyz, type Matrix, type Row } from '../colour/primaries';
import { srgbOfLight } from '../colour/transfer';

/** Camera colours that were balanced, demosaiced, and are still linear light. */
export type Development = {
  /** The camera's colours to linear sRGB. */
  toSrgb: Matrix;
  /** The level, 0 to 1, at which each of the sensor's colours is saturated. */
  saturation: Row;
  /** Factor of the light. */
  exposure: number;
  highlights: 'clip' | 'keep' | 'rebuild';
};

/** Light from here on is compressed where there is light beyond white. */
const knee = 0.7;

/** Fine enough that neighbouring entries differ by less than two steps of 16 bits. */
const entries = 1 << 19;

const smallest = (row: Row): number => Math.min(row[0], row[1], row[2]);
const largest = (row: Row): number => Math.max(row[0], row[1], row[2]);
const mean = (row: Row): number => (row[0] + row[1] + row[2]) / 3;

/** Linear sRGB to linear Display P3. */
const toP3 = product(inverse(rgbToXyz(primaries.p3)), rgbToXyz(primaries.rec709));

/** Light from `knee` to `top` brought below white, with one slope at the knee. @see Reinhard et al. 2002, equation 4 */
export function shoulder(light: number, top: number): number {
  if (light <= knee || top <= 1) return light;
  const above = (light - knee) / (1 - knee);
  const most = (top - knee) / (1 - knee);
  return Math.min(1, knee + ((1 - knee) * above * (1 + above / most ** 2)) / (1 + above));
}

/** Stored values of light of 0 to `top`. */
function curveUpTo(top: number): Uint16Array {
  const curve = new Uint16Array(entries + 1);
  for (let index = 0; index <= entries; index += 1)
    curve[index] = Math.round(srgbOfLight(shoulder((index / entries) * top, top)) * 65_535);
  return curve;
}

/**
 * The share of its chroma that a colour keeps when some of its channels are saturated: as much as it would have if all were cut at the
 * level of the first. @see dcraw, blend_highlights
 */
export function chromaLeft(red: number, green: number, blue: number): number {
  const cut = chroma(Math.min(red, 1), Math.min(green, 1), Math.min(blue, 1));
  const whole = chroma(red, green, blue);
  return whole > 0 ? Math.sqrt(cut / whole) : 0;
}

/** Squared distance from grey. */
const chroma = (red: number, green: number, blue: number): number =>
  3 * (red - green) ** 2 + (red + green - 2 * blue) ** 2;

/** Rows of pixels that one call develops. The largest value of the sensor among them tells whether there is a picture. */
export type Developer = (samples: Samples) => { peak: number };

function peakOf(samples: Samples): number {
  let peak = 0;
  for (const value of samples) if (value > peak) peak = value;
  return peak;
}

/**
 * Makes stored values of Display P3 (sRGB's curve) out of a camera's light, in place: exposure, highlights, matrix and curve.
 * Saturation below 1 tells that the light was scaled down so that nothing is cut; it comes back, and the brightest of it is compressed.
 */
export function developer({ toSrgb, saturation, exposure, highlights }: Development): Developer {
  const gain = 1 / smallest(saturation);
  const reach =
    highlights === 'clip' ? 1 : gain * (highlights === 'keep' ? mean(saturation) : largest(saturation));
  const top = highlights === 'clip' ? 1 : Math.max(1, reach * exposure);
  const curve = curveUpTo(top);
  const perUnit = entries / top;
  const scale = gain / 65_535;
  const [a, b, c] = product(toP3, toSrgb).map((row) =>
    row.map((value) => value * exposure * perUnit),
  ) as unknown as Matrix;
  const [a0, a1, a2] = a;
  const [b0, b1, b2] = b;
  const [c0, c1, c2] = c;
  const blends = highlights === 'keep';
  const at = (light: number): number => (light <= 0 ? 0 : light >= entries ? entries : (light + 0.5) | 0);
  return (samples) => {
    const peak = peakOf(samples);
    for (let index = 0; index + 2 < samples.length; index += 3) {
      let red = (samples[index] ?? 0) * scale;
      let green = (samples[index + 1] ?? 0) * scale;
      let blue = (samples[index + 2] ?? 0) * scale;
      if (blends && (red > 1 || green > 1 || blue > 1)) {
        const left = chromaLeft(red, green, blue);
        const grey = (red + green + blue) / 3;
        red = grey + (red - grey) * left;
        green = grey + (green - grey) * left;
        blue = grey + (blue - grey) * left;
      }
      samples[index] = curve[at(a0 * red + a1 * green + a2 * blue)] ?? 0;
      samples[index + 1] = curve[at(b0 * red + b1 * green + b2 * blue)] ?? 0;
      samples[index + 2] = curve[at(c0 * red + c1 * green + c2 * blue)] ?? 0;
    }
    return { peak };
  };
}

/** The same for a camera without colours. */
export function greyDeveloper({ exposure }: Pick<Development, 'exposure'>): Developer {
  const curve = curveUpTo(1);
  return (samples) => {
    const peak = peakOf(samples);
    for (let index = 0; index < samples.length; index += 1) {
      const value = samples[index] ?? 0;
      samples[index] = curve[Math.min(entries, Math.round((value / 65_535) * exposure * entries))] ?? 0;
    }
    return { peak };
  };
}
