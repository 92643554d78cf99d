import { Worker } from 'node:worker_threads';
import { CandelaError } from '@contract';
import type { z } from 'zod';
import { unlessAborted } from '../unlessAborted';
import type { Job } from './jobs';
import { WorkerMessage } from './WorkerMessage';

/** Address of the folder with the workers' bundles, relative to this bundle. Inserted by the build. */
declare const CANDELA_WORKERS: string;

export type JobOptions = {
  signal: AbortSignal;
  /** Receives the finished part, 0 to 1. */
  onProgress?: (done: number) => void;
  /** Memory that is transferred instead of copied. It is gone here afterwards. */
  transfer?: readonly ArrayBuffer[];
};

/**
 * Runs a job in a separate thread, so that this one can receive calls and cancels. The thread ends with the job, or at once when
 * the signal is aborted.
 * @throws CandelaError as the job does; the signal's reason when it is aborted
 */
export async function runJob<Input extends z.ZodType, Output extends z.ZodType>(
  { name, output }: Job<Input, Output>,
  input: z.input<Input>,
  { signal, onProgress, transfer = [] }: JobOptions,
): Promise<z.output<Output>> {
  signal.throwIfAborted();
  const whileWanted = (done: number): void => {
    if (!signal.aborted) onProgress?.(done);
  };
  const bundle = new URL(`${name}.mjs`, new URL(CANDELA_WORKERS, import.meta.url));
  const worker = new Worker(bundle, { workerData: input, transferList: [...transfer] });
  try {
    return output.parse(await unlessAborted(answerOf(worker, whileWanted), signal));
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, onProgress: (done: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.on('message', (raw: unknown) => {
      const message = WorkerMessage.parse(raw);
      if (message.kind === 'progress') onProgress(message.done);
      else if (message.kind === 'value') resolve(message.value);
      else reject(CandelaError.fromWire(message.error));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      reject(new Error(`a thread ended without an answer, status ${code}`));
    });
  });
}
