import { z } from 'zod';
import { BatchChange } from './batch';
import { Command } from './commands';
import { CallStage } from './job';
import { LessonState } from './lessons';
import { WireError } from './CandelaError';
import { PhotoEntry } from './photos';

/** Every message that the main process sends to the page unasked. */
export const AppEvent = z.discriminatedUnion('kind', [
  /** The progress of a call, by the id that the page chose. */
  z.strictObject({
    kind: z.literal('progress'),
    call: z.string(),
    stage: CallStage,
    done: z.int(),
    total: z.int(),
  }),
  /** Photos from the command line, from `open with` or from a second start. `isQuiet`: they come by themselves, so none is shown. */
  z.strictObject({
    kind: z.literal('opened'),
    photos: z.array(PhotoEntry),
    isQuiet: z.literal(true).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('engine'),
    state: z.enum(['starting', 'ready', 'restarted', 'failed']),
    error: WireError.optional(),
  }),
  z.strictObject({ kind: z.literal('menu'), command: Command }),
  /** A link that the system gave the program: a page of Learn. Null: it cannot be read. */
  z.strictObject({ kind: z.literal('lesson'), state: LessonState.nullable() }),
  BatchChange.extend({ kind: z.literal('batch') }),
]);
export type AppEvent = z.infer<typeof AppEvent>;
