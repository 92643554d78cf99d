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
  const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void => {
    parentPort?.postMessage(message, transfer);
  };
  try {
    const value = await work(input.parse(workerData), (done) => {
      say({ kind: 'progress', done });
    });
    const answer = output.parse(value);
    say({ kind: 'value', value: answer }, buffersOf(answer));
  } catch (error) {
    say({ kind: 'error', error: toWire(error, name) });
  }
}

/** Memory of the answer's arrays. The thread ends with its answer, so they move instead of being copied. */
function buffersOf(answer: unknown): ArrayBuffer[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if (ArrayBuffer.isView(answer)) return answer.buffer instanceof ArrayBuffer ? [answer.buffer] : [];
  return [...new Set(Object.values(answer).flatMap(buffersOf))];
}
