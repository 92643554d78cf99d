import { z } from 'zod';
import { AnyAnswer, CallId, CallMessage } from './CallRow';

const path = z.string().min(1);

/** The start options of the engine's process, as JSON in its first argument or in the environment variable `CANDELA_HOST`. */
export const HostOptions = z.strictObject({
  /** Absolute paths. When two models share an id, the one in the first folder counts. */
  modelFolders: z.array(path).min(1),
  cacheFolder: path,
  /** Candela's version, written into results. */
  version: z.string().min(1),
  /** Memory for photos in flight. Photos on screen may take half as much again. Default: a quarter of the machine's memory. */
  memoryBytes: z.int().positive().optional(),
  /** Failures name files with their folders, for the command line. The window's page must not see folders. */
  wholePaths: z.boolean().optional(),
  /** Eight hexadecimal digits in the names of this process's temporary files, so that they can be removed when it dies. */
  mark: z
    .string()
    .regex(/^[0-9a-f]{8}$/)
    .optional(),
});
export type HostOptions = z.infer<typeof HostOptions>;

/** Messages from the main process. */
export const HostRequest = z.discriminatedUnion('kind', [
  CallMessage.extend({ kind: z.literal('call') }),
  z.strictObject({ kind: z.literal('cancel'), id: CallId }),
  z.strictObject({ kind: z.literal('stop') }),
]);
export type HostRequest = z.infer<typeof HostRequest>;

/** Messages from the engine's process. */
export const HostReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** A network is running, and the process receives no messages meanwhile. Runs that wait for one another count separately. */
  z.strictObject({ kind: z.literal('run'), state: z.enum(['begun', 'ended']) }),
  z.strictObject({ kind: z.literal('progress'), id: CallId, progress: z.unknown() }),
  z.strictObject({ kind: z.literal('answer'), id: CallId, answer: AnyAnswer }),
]);
export type HostReply = z.infer<typeof HostReply>;
