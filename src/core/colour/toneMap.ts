import { fullScale, type Raster, type Samples } from '../raster';
import { primaries, rgbToXyz, type PrimariesName, type Row } from './primaries';
import { lightOfPq, pqOfLight, sceneOfHlg, srgbOfLight } from './transfer';

/** The meaning of an HDR photo's stored values. */
export type HdrSignal = {
  transfer: 'pq' | 'hlg';
  primaries: PrimariesName;
  /** Set when black and white are at 16 and 235 of 8 bits instead of 0 and full scale. */
  isNarrow: boolean;
};

/** The meaning of light 1, cd/m²: the end of PQ. */
const unit = 10_000;
/** Diffuse white of HDR, which corresponds to SDR's brightest value. @see ITU-R BT.2408-7, 2.2 */
const referenceWhite = 203;
/** Peak and system gamma of the display that HLG is mastered on. @see ITU-R BT.2100-2 table 5 */
const hlgDisplay = { peak: 1000, gamma: 1.2 } as const;

/** Entries of the tables over light. They are spaced by its square root, roughly as eyes and the sRGB curve are. */
const steps = 65_535;
/** Share of pixels that may be brighter than the measured peak, because a few hot pixels must not darken the photo. */
const outliers = 1e-4;

/** A stored value as a signal of 0 to 1. @see ITU-R BT.2100-2 table 9 for narrow range */
export function signalOf(value: number, full: 255 | 65535, isNarrow: boolean): number {
  if (!isNarrow) return value / full;
  const inEight = full === 255 ? value : value / 256;
  return Math.min(1, Math.max(0, (inEight - 16) / 219));
}

/** Reads the light that a display would show for each pixel; 1 is 10 000 cd/m². */
class LightReader {
  private readonly table: Float64Array;
  private readonly luminance: Row;
  private readonly hasSystemGamma: boolean;

  constructor(
    private readonly raster: Raster,
    { transfer, primaries: name, isNarrow }: HdrSignal,
  ) {
    const full = fullScale(raster.data);
    const light = transfer === 'pq' ? lightOfPq : sceneOfHlg;
    this.table = Float64Array.from({ length: full + 1 }, (_, value) =>
      light(signalOf(value, full, isNarrow)),
    );
    this.hasSystemGamma = transfer === 'hlg';
    this.luminance = rgbToXyz(primaries[name])[1];
  }

  /** Writes the light of the pixel whose samples begin at `at` to `into`. @returns its brightest channel */
  read(at: number, into: Float64Array): number {
    const { data, channels } = this.raster;
    const first = this.table[data[at] ?? 0] ?? 0;
    const second = channels === 1 ? first : (this.table[data[at + 1] ?? 0] ?? 0);
    const third = channels === 1 ? first : (this.table[data[at + 2] ?? 0] ?? 0);
    const [red, green, blue] = this.luminance;
    const scene = this.hasSystemGamma ? red * first + green * second + blue * third : 0;
    // The HLG display's transfer function from scene to display (OOTF).
    const gain = this.hasSystemGamma ? (hlgDisplay.peak / unit) * scene ** (hlgDisplay.gamma - 1) : 1;
    into[0] = first * gain;
    into[1] = second * gain;
    into[2] = third * gain;
    return Math.max(first, second, third) * gain;
  }
}

const stepOf = (light: number): number => Math.min(steps, Math.round(Math.sqrt(light) * steps));
const lightAt = (step: number): number => (step / steps) ** 2;

/** The brightest light in a photo, without a few outliers. */
function peakOf(reader: LightReader, { data, channels }: Raster): number {
  const counts = new Uint32Array(steps + 1);
  const pixel = new Float64Array(3);
  for (let at = 0; at < data.length; at += channels) {
    const step = stepOf(reader.read(at, pixel));
    counts[step] = (counts[step] ?? 0) + 1;
  }
  let left = Math.floor((data.length / channels) * outliers);
  for (let step = steps; step > 0; step--) {
    left -= counts[step] ?? 0;
    if (left < 0) return lightAt(step);
  }
  return 0;
}

/**
 * Rolls light off so that the peak comes down to SDR's brightest value. Light up to a knee does not change; above it, a Hermite
 * spline in PQ applies.
 * @param light and peak: 1 is 10 000 cd/m²
 * @see ITU-R BT.2390-11, 5.4.1 (EETF), black at 0
 */
export function rollOff(light: number, peak: number): number {
  const end = referenceWhite / unit;
  if (peak <= end) return light;
  const whole = pqOfLight(peak);
  const most = pqOfLight(end) / whole;
  const knee = 1.5 * most - 0.5;
  const signal = Math.min(1, pqOfLight(light) / whole);
  if (signal < knee) return light;
  const t = (signal - knee) / (1 - knee);
  const spline =
    (2 * t ** 3 - 3 * t ** 2 + 1) * knee +
    (t ** 3 - 2 * t ** 2 + t) * (1 - knee) +
    (3 * t ** 2 - 2 * t ** 3) * most;
  return lightOfPq(spline * whole);
}

/** Stored sRGB-encoded values by the square root of light, where 1 is SDR's brightest value. */
function encodings(samples: Samples): Samples {
  const full = fullScale(samples);
  const table = full === 255 ? new Uint8Array(steps + 1) : new Uint16Array(steps + 1);
  for (let step = 0; step <= steps; step++) table[step] = Math.round(srgbOfLight(lightAt(step)) * full);
  return table;
}

/**
 * Converts an HDR photo to SDR, in place. HDR's diffuse white comes near SDR's white, and brighter light rolls off softly towards
 * it. The three channels of a pixel are scaled equally, so hues stay. Values become sRGB-encoded; the primaries do not change.
 * @see ITU-R BT.2100-2 (PQ, HLG), BT.2408-7 (reference white), BT.2390-11 (roll-off)
 */
export function toneMap(raster: Raster, signal: HdrSignal): void {
  const { data, channels } = raster;
  const reader = new LightReader(raster, signal);
  const peak = peakOf(reader, raster);
  const gains = Float64Array.from({ length: steps + 1 }, (_, step) => {
    const light = lightAt(Math.max(step, 1));
    return (rollOff(light, peak) / light) * (unit / referenceWhite);
  });
  const encoded = encodings(data);
  const pixel = new Float64Array(3);
  for (let at = 0; at < data.length; at += channels) {
    const gain = gains[stepOf(reader.read(at, pixel))] ?? 0;
    for (let channel = 0; channel < channels; channel++)
      data[at + channel] = encoded[stepOf((pixel[channel] ?? 0) * gain)] ?? 0;
  }
}

/** Stretches narrow-range values to full scale, in place. */
export function widenRange(samples: Samples): void {
  const full = fullScale(samples);
  for (let index = 0; index < samples.length; index++)
    samples[index] = Math.round(signalOf(samples[index] ?? 0, full, true) * full);
}
