/** A tile in a session: its number of pixels, and one run of it. */
export type TimedTile = { pixels: number; run: () => Promise<void> };

export type SpeedOptions = {
  signal: AbortSignal;
  /** Milliseconds of a monotonic clock. */
  now: () => number;
};

/** Minimum duration of a measurement, ms. It takes at most twice as long if no run exceeds its limit. */
const testMs = 1000;

/** Tiles whose run would take longer than this, ms, are not tried. */
const longestRunMs = 500;

/** A run up to this long, ms, is repeated. */
const shortRunMs = 50;

/** Side of the smallest tile. Measuring begins with it. */
const smallestSide = 64;

/** Sides to measure, rising to the side of the model's own tiles. */
export function sidesUpTo(side: number): number[] {
  const sides: number[] = [];
  for (let next = smallestSide; next < side; next *= 2) sides.push(next);
  return [...sides, side];
}

/**
 * Megapixels a second, by the best run on the largest tile that the time allows. A small tile says little, because the work that a
 * network does for the whole photo is repeated for every tile and outweighs the rest there. The best run counts, because other load
 * on the machine only makes a run slower.
 * @param tiles opens each tile in turn, smallest first; a later one only if it will not take too long
 */
export async function measureSpeed(
  tiles: readonly (() => Promise<TimedTile>)[],
  { signal, now }: SpeedOptions,
): Promise<number> {
  const start = now();
  let speed = 0;
  for (const [index, open] of tiles.entries()) {
    signal.throwIfAborted();
    const tile = await open();
    // The first run of a shape allocates buffers and builds shaders.
    await tile.run();
    const timed = async (): Promise<number> => {
      signal.throwIfAborted();
      const from = now();
      await tile.run();
      return now() - from;
    };
    let best = Math.min(await timed(), await timed());
    // A busy machine distorts quick runs most.
    for (let more = 0; more < 2 && best <= shortRunMs; more += 1) best = Math.min(best, await timed());
    // A tile of twice the side has four times the pixels.
    const goesOn = index + 1 < tiles.length && best * 4 <= longestRunMs;
    while (!goesOn && now() - start < testMs) best = Math.min(best, await timed());
    speed = tile.pixels / best / 1000;
    if (!goesOn) break;
  }
  return speed;
}
