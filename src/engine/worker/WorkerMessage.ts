import { WireError } from '@contract';
import { z } from 'zod';

/** Messages from a worker's thread: its progress, 0 to 1, and finally its answer. */
export const WorkerMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), done: z.number() }),
  z.strictObject({ kind: z.literal('value'), value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), error: WireError }),
]);
export type WorkerMessage = z.infer<typeof WorkerMessage>;
