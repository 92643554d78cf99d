import { z } from 'zod';
import { Command } from './commands';
import { CallStage } from './job';
import { WireError } from './CandelaError';
import { PhotoEntry } from './photos';

/** Everything that the main process tells the page unasked. */
export const AppEvent = z.discriminatedUnion('kind', [
  /** How far a call is: the id that the page gave it. */
  z.strictObject({
    kind: z.literal('progress'),
    call: z.string(),
    stage: CallStage,
    done: z.int(),
    total: z.int(),
  }),
  /** Photos that came by the command line, `open with` or a second start; `isMore`: the others of what was opened before. */
  z.strictObject({
    kind: z.literal('opened'),
    photos: z.array(PhotoEntry),
    isMore: z.literal(true).optional(),
  }),
  /** How many photos of a large drop are still to be looked at; 0 at its end. */
  z.strictObject({ kind: z.literal('reading'), left: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('engine'),
    state: z.enum(['starting', 'ready', 'restarted', 'failed']),
    error: WireError.optional(),
  }),
  z.strictObject({ kind: z.literal('menu'), command: Command }),
]);
export type AppEvent = z.infer<typeof AppEvent>;
