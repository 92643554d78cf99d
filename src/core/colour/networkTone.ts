import { fullScale, type Samples } from '../raster';
import { srgbOfLight } from './transfer';

/** Light of a stored value, both 0 to 1. */
export type ToneCurve = (stored: number) => number;

/**
 * Converts stored values with another encoding to the sRGB values that a network knows, and back. Each channel has a table of
 * 16-bit values in both directions.
 */
export type NetworkTone = {
  readonly seen: readonly Uint16Array[];
  readonly stored: readonly Uint16Array[];
};

const last = 65_535;

/** Smaller differences from sRGB’s values are ignored. Gamma 2.2, as in Adobe RGB and others, is such a curve. */
const tolerance = (10 / 255) * last;

function seenBy(curve: ToneCurve): Uint16Array {
  return Uint16Array.from({ length: last + 1 }, (_, value) =>
    Math.round(srgbOfLight(curve(value / last)) * last),
  );
}

/** The inverse of a rising table. Between two steps, and in flat parts, it takes the nearest step below. */
function inverseOf(seen: Uint16Array): Uint16Array {
  const stored = new Uint16Array(last + 1);
  for (let value = 0, at = 0; value <= last; value += 1) {
    while (at < last && (seen[at + 1] ?? last) <= value) at += 1;
    stored[value] = at;
  }
  return stored;
}

function rises(seen: Uint16Array): boolean {
  return seen.every((value, index) => index === 0 || value >= (seen[index - 1] ?? 0));
}

/**
 * The tone between a photo's own encoding and sRGB's, which networks are trained on. The primaries do not change.
 * @param curves one a channel
 * @returns null if the two are near enough, or if a curve does not rise from dark to light
 */
export function networkTone(curves: readonly ToneCurve[]): NetworkTone | null {
  const seen = curves.map(seenBy);
  const isUsable = seen.every((table) => rises(table) && (table[last] ?? 0) > last / 2);
  const isOther = seen.some((table) => table.some((value, index) => Math.abs(value - index) > tolerance));
  return isUsable && isOther ? { seen, stored: seen.map(inverseOf) } : null;
}

/** Stored values as a network sees them. @param to of the same length, in 16 bits */
export function showToNetwork(from: Samples, to: Uint16Array, { seen }: NetworkTone): void {
  const scale = last / fullScale(from);
  for (const [channel, table] of seen.entries())
    for (let i = channel; i < from.length; i += seen.length) to[i] = table[(from[i] ?? 0) * scale] ?? 0;
}

/** A network's output as stored values. @param to of the same length, in the photo's own depth */
export function storeFromNetwork(from: Uint16Array, to: Samples, { stored }: NetworkTone): void {
  const scale = fullScale(to) / last;
  for (const [channel, table] of stored.entries())
    for (let i = channel; i < from.length; i += stored.length)
      to[i] = Math.round((table[from[i] ?? 0] ?? 0) * scale);
}
