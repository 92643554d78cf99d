import { join } from 'node:path';
import { CandelaError, lpipsPlace, systemLack, systemReason, toCandelaError } from '@contract';
import { isMissing } from '@disk';
import { sha256Of } from '../model/hash';
import { asRun } from '../model/runs';
import { createSession, isOutOfMemory, loadRuntime, reasonOf, type Session } from '../model/runtime';

type Options = { signal: AbortSignal };
type Size = { readonly width: number; readonly height: number };

/** A person's own LPIPS: where it lies, and its checksum. */
export type LpipsFile = { readonly path: string; readonly sha256: string };

/** Two pictures of one size as planes from −1 to 1. */
export type LpipsPair = Size & { readonly distorted: Float32Array; readonly reference: Float32Array };

/** An opened LPIPS. It never changes the planes. */
export type Lpips = AsyncDisposable & { distance(pair: LpipsPair): Promise<number> };

/** Sides of the pictures that a file is tried with. They differ, so that a fixed or a square one shows. */
const trial = { width: 80, height: 64 } as const;
/** Equal pictures have a distance of zero, but for rounding. */
const nearZero = 1e-3;

/**
 * The LPIPS file in one of the folders of models; the first one counts. Null: there is none.
 * @throws CandelaError `lpips.unfit` for a file that cannot be read; `system.*`; the signal's reason
 */
export async function findLpips(folders: readonly string[], { signal }: Options): Promise<LpipsFile | null> {
  for (const folder of folders) {
    const path = join(folder, lpipsPlace.folder, lpipsPlace.file);
    try {
      return { path, sha256: await sha256Of(path, { signal }) };
    } catch (error) {
      signal.throwIfAborted();
      if (isMissing(error)) continue;
      if (systemLack(error) !== undefined) throw toCandelaError(error, lpipsPlace.file);
      throw unfit(systemReason(error, 'read'), error);
    }
  }
  return null;
}

/**
 * Opens the file on the CPU, and tries it with two pictures that are equal.
 * @throws CandelaError `lpips.unfit`, `system.*`
 */
export async function openLpips({ path }: LpipsFile): Promise<Lpips> {
  const session = await orUnfit(() => createSession(path, 'cpu'));
  const lpips: Lpips = {
    distance: (pair) => orUnfit(() => run(session, pair)),
    [Symbol.asyncDispose]: () => session.release(),
  };
  try {
    const problem = problemOf(session);
    if (problem !== undefined) throw unfit(problem);
    const planes = new Float32Array(trial.width * trial.height * 3).map((_, at) => ((at * 7) % 33) / 16 - 1);
    const distance = await lpips.distance({ ...trial, distorted: planes, reference: planes });
    if (Math.abs(distance) > nearZero)
      throw unfit(`it gives equal pictures a distance of ${distance.toPrecision(3)}, not 0`);
    return lpips;
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function run(session: Session, { width, height, distorted, reference }: LpipsPair): Promise<number> {
  const { Tensor } = await loadRuntime();
  const [first = '', second = ''] = session.inputNames;
  const tensor = (planes: Float32Array) => new Tensor('float32', planes, [1, 3, height, width]);
  const feeds = { [first]: tensor(distorted), [second]: tensor(reference) };
  const results = await asRun(() => session.run(feeds));
  const data = results[session.outputNames[0] ?? '']?.data;
  if (!(data instanceof Float32Array) || data.length === 0) throw unfit('it gives no float32 numbers');
  const distance = data.reduce((sum, value) => sum + value, 0) / data.length;
  if (!Number.isFinite(distance)) throw unfit('it gives values that are not numbers');
  if (distance < -nearZero) throw unfit(`it gives a distance below 0, ${distance.toPrecision(3)}`);
  return Math.max(0, distance);
}

/** Why a network cannot be an LPIPS, by what it declares. Undeclared sides show in the first run. */
function problemOf({ inputMetadata, outputMetadata }: Session): string | undefined {
  if (inputMetadata.length !== 2) return `it has ${counted(inputMetadata.length, 'input')}, not 2`;
  if (outputMetadata.length !== 1) return `it has ${counted(outputMetadata.length, 'output')}, not 1`;
  const [output] = outputMetadata;
  if (!output?.isTensor || output.type !== 'float32') return 'its output is not float32';
  return inputMetadata.map(inputProblem).find((problem) => problem !== undefined);
}

function inputProblem(input: Session['inputMetadata'][number]): string | undefined {
  const { name } = input;
  if (!input.isTensor || input.type !== 'float32') return `its input ${name} is not float32`;
  const { shape } = input;
  if (shape.length !== 4) return `its input ${name} has ${counted(shape.length, 'dimension')}, not 4`;
  const [count, channels, height, width] = shape;
  if (isFixed(count, 1)) return `its input ${name} takes ${String(count)} pictures at once, not 1`;
  if (isFixed(channels, 3)) return `its input ${name} has ${String(channels)} channels, not 3`;
  if (width === 3 && channels !== 3) return `its input ${name} has the channels last`;
  const isFree = [height, width].every((side) => typeof side !== 'number' || side < 0);
  return isFree ? undefined : `its input ${name} takes pictures of one size only`;
}

/** Whether a dimension is declared, and is not the one that is given. */
function isFixed(dimension: number | string | undefined, given: number): boolean {
  return typeof dimension === 'number' && dimension >= 0 && dimension !== given;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function orUnfit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CandelaError) throw error;
    if (isOutOfMemory(error)) throw new CandelaError('system.noMemory', {}, { cause: error });
    if (systemLack(error) !== undefined) throw toCandelaError(error, lpipsPlace.file);
    throw unfit(reasonOf(error), error);
  }
}

function unfit(reason: string, cause?: unknown): CandelaError {
  return new CandelaError('lpips.unfit', { reason }, { cause });
}
