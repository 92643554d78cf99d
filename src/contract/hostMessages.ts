import { z } from 'zod';
import { AnyAnswer, CallId, CallMessage } from './CallRow';

const path = z.string().min(1);

/** What the engine's process is started with: JSON in its first argument, or in `CANDELA_HOST` of its environment. */
export const HostOptions = z.strictObject({
  /** Absolute; of two models with one id the first folder's counts. */
  modelFolders: z.array(path).min(1),
  cacheFolder: path,
  /** Candela's, written into results. */
  version: z.string().min(1),
  /** Memory for photos in flight, and half as much again for what is kept of those on screen. Default a quarter of the machine's. */
  memoryBytes: z.int().positive().optional(),
});
export type HostOptions = z.infer<typeof HostOptions>;

/** What the main process sends. */
export const HostRequest = z.discriminatedUnion('kind', [
  CallMessage.extend({ kind: z.literal('call') }),
  z.strictObject({ kind: z.literal('cancel'), id: CallId }),
  z.strictObject({ kind: z.literal('stop') }),
]);
export type HostRequest = z.infer<typeof HostRequest>;

/** What the engine's process sends. */
export const HostReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** A network runs, during which the process hears nothing; runs that wait for one another count each. */
  z.strictObject({ kind: z.literal('run'), state: z.enum(['begun', 'ended']) }),
  z.strictObject({ kind: z.literal('progress'), id: CallId, progress: z.unknown() }),
  z.strictObject({ kind: z.literal('answer'), id: CallId, answer: AnyAnswer }),
]);
export type HostReply = z.infer<typeof HostReply>;
