import { z } from 'zod';
import { PhotoHandle } from './photos';

/** Names of the channels between page and main process. The preload and the main process use no others. */
export const channels = {
  call: 'candela:call',
  cancel: 'candela:cancel',
  files: 'candela:files',
  event: 'candela:event',
} as const;

/** The purpose of dropped files: photos to enhance, the ground truth of one, or pictures to compare with ground truths. */
export const DropPurpose = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('photos') }),
  z.strictObject({ kind: z.literal('truth'), photo: PhotoHandle }),
  z.strictObject({ kind: z.literal('pairs') }),
]);
export type DropPurpose = z.infer<typeof DropPurpose>;
