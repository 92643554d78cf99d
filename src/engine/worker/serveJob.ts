import { parentPort, workerData } from 'node:worker_threads';
import { toWire } from '@contract';
import type { z } from 'zod';
import type { Job } from './jobs';
import type { WorkerMessage } from './WorkerMessage';

/** The whole of a worker's thread: it takes its input, answers once and ends. `report` takes the finished part, 0 to 1. */
export async function serveJob<Input extends z.ZodType, Output extends z.ZodType>(
  { name, input, output }: Job<Input, Output>,
  work: (
    input: z.output<Input>,
    report: (done: number) => void,
  ) => z.input<Output> | Promise<z.input<Output>>,
): Promise<void> {
  const say = (message: WorkerMessage): void => {
    parentPort?.postMessage(message);
  };
  try {
    const value = await work(input.parse(workerData), (done) => {
      say({ kind: 'progress', done });
    });
    say({ kind: 'value', value: output.parse(value) });
  } catch (error) {
    say({ kind: 'error', error: toWire(error, name) });
  }
}
