import type { Raster, Samples, Size } from '@core';
import { CandelaError, systemLack, toCandelaError, type ModelCard } from '@contract';
import { allocate, fullScale } from '@core';
import { TileRunner, type OpenSession } from './TileRunner';
import { endsFor, type Bits } from './tensor';

type Options = { signal: AbortSignal };

/** Side of the tile for comparing results. It is small, because a software driver takes a second for it. */
const proofSide = 64;

/** Side of the tile for comparing times when the small one was inconclusive. */
const timingSide = 512;

/** A provider that takes this much longer than the CPU on the small tile is not timed on the large one. */
const hopeless = { times: 8, ms: 100 };

/** The largest accepted difference from the CPU's result, of full scale. */
export const tolerance = 2 / 255;

/** The allowed shape nearest to a side. */
export function proofShape({ input }: ModelCard, side: number): Size {
  if (input.size !== 'any') return input.size;
  const length = Math.ceil(side / input.multipleOf) * input.multipleOf;
  return { width: length, height: length };
}

/** A dark picture with edges, slopes and grain. It is the same every time. */
function fillProofTile(samples: Samples, width: number): void {
  const unit = fullScale(samples) / 255;
  for (let i = 0; i < samples.length; i += 1) {
    const pixel = Math.floor(i / 3);
    const x = pixel % width;
    const y = (pixel - x) / width;
    const edge = (x >> 4) % 2 === (y >> 4) % 2 ? 24 : 0;
    samples[i] = (edge + ((x * 2 + y) % 64) + ((i * 2654435761) % 13)) * unit;
  }
}

/** A runner filled with the proof tile. */
export async function proofRunner(open: OpenSession, side: number, bits: Bits): Promise<TileRunner> {
  const shape = proofShape(open.card, side);
  const thumbnail = proofThumbnail(open.card, bits);
  const runner = await TileRunner.create(open, { shape, channels: 3, bits, ...(thumbnail && { thumbnail }) });
  fillProofTile(runner.input, shape.width);
  return runner;
}

function proofThumbnail(card: ModelCard, bits: Bits): Raster | undefined {
  const { thumbnail } = endsFor(card, bits);
  if (thumbnail === undefined || card.thumbnail === undefined) return undefined;
  const { size } = card.thumbnail;
  const data = allocate(bits === 8 ? new Uint8Array() : new Uint16Array(), size * size * 3);
  fillProofTile(data, size);
  return { width: size, height: size, channels: 3, data };
}

/**
 * Runs both pairs of ends once on the CPU. Checks their shapes and that the values are numbers.
 * @throws CandelaError `model.breaksCard`
 */
export async function checkByRunning(open: OpenSession, { signal }: Options): Promise<void> {
  const { card } = open;
  for (const bits of card.input16 ? ([8, 16] as const) : ([8] as const)) {
    signal.throwIfAborted();
    try {
      const runner = await proofRunner(open, proofSide, bits);
      await runner.checkShape();
      await runner.run();
    } catch (cause) {
      if (cause instanceof CandelaError) throw cause;
      if (systemLack(cause) !== undefined) throw toCandelaError(cause, card.file);
      throw new CandelaError('model.breaksCard', { model: card.id, reason: firstLine(cause) }, { cause });
    }
  }
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';

/** The greatest difference of two results, of full scale; Infinity if either contains values that are not numbers. */
export async function greatestDifference(one: OpenSession, other: OpenSession): Promise<number> {
  const { card } = one;
  let greatest = 0;
  for (const bits of card.input16 ? ([8, 16] as const) : ([8] as const)) {
    const a = await (await proofRunner(one, proofSide, bits)).run();
    const b = await runOrNaN(other, bits);
    for (let i = 0; i < a.length; i += 1) {
      const difference = Math.abs((a[i] ?? 0) - (b?.[i] ?? Infinity)) / fullScale(a);
      if (difference > greatest) greatest = difference;
    }
  }
  return greatest;
}

async function runOrNaN(open: OpenSession, bits: Bits): Promise<Samples | undefined> {
  try {
    return await (await proofRunner(open, proofSide, bits)).run();
  } catch (error) {
    if (error instanceof CandelaError && error.code === 'model.breaksCard') return undefined;
    throw error;
  }
}

/** True when the first session is slower than the second. Both are warm. */
export async function isSlower(one: OpenSession, other: OpenSession, { signal }: Options): Promise<boolean> {
  const small = { one: await timeOf(one, proofSide), other: await timeOf(other, proofSide) };
  signal.throwIfAborted();
  if (small.one > hopeless.ms && small.one > hopeless.times * small.other) return true;
  return (await timeOf(one, timingSide)) > (await timeOf(other, timingSide));
}

/** Milliseconds of a warm run: the better of two. */
async function timeOf(open: OpenSession, side: number): Promise<number> {
  const runner = await proofRunner(open, side, 8);
  await runner.run();
  const times: number[] = [];
  for (let i = 0; i < 2; i += 1) {
    const start = performance.now();
    await runner.run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
