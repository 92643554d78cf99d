/** A tile in a session: its pixels, and one run of it. */
export type TimedTile = { pixels: number; run: () => Promise<void> };

export type SpeedOptions = {
  signal: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
};

/** How long a session is measured at least, ms; twice as long at most where no run takes longer than it should. */
const testMs = 1000;

/** A tile whose run would take longer than this, ms, is not tried. */
const longestRunMs = 500;

/** A run up to here, ms, is repeated before it is believed. */
const shortRunMs = 50;

/** Side of the smallest tile, where measuring begins. */
const smallestSide = 64;

/** Sides to measure on, rising to that of a model's own tiles. */
export function sidesUpTo(side: number): number[] {
  const sides: number[] = [];
  for (let next = smallestSide; next < side; next *= 2) sides.push(next);
  return [...sides, side];
}

/**
 * Megapixels a second, by the best run on the largest tile that the time allows. A small tile tells little: what a network does
 * for the whole photo is done for every tile, and outweighs it there. The best run counts, because what else goes on in the machine
 * only ever makes one slower.
 * @param tiles opens each tile in turn, smallest first; later ones only where they will not take too long
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
    // Buffers are made, and shaders built, in the first run of a shape.
    await tile.run();
    const timed = async (): Promise<number> => {
      signal.throwIfAborted();
      const from = now();
      await tile.run();
      return now() - from;
    };
    let best = Math.min(await timed(), await timed());
    // Quick runs are the ones that a busy machine makes seem slow.
    for (let more = 0; more < 2 && best <= shortRunMs; more += 1) best = Math.min(best, await timed());
    // A tile of twice the side has four times the pixels.
    const goesOn = index + 1 < tiles.length && best * 4 <= longestRunMs;
    while (!goesOn && now() - start < testMs) best = Math.min(best, await timed());
    speed = tile.pixels / best / 1000;
    if (!goesOn) break;
  }
  return speed;
}
