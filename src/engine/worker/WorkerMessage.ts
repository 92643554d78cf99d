import { WireError } from '@contract';
import { z } from 'zod';

/** What a worker's thread says: how far it is, 0 to 1, and at last its answer. */
export const WorkerMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), done: z.number() }),
  z.strictObject({ kind: z.literal('value'), value: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), error: WireError }),
]);
export type WorkerMessage = z.infer<typeof WorkerMessage>;
