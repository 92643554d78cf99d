import { z } from 'zod';
import { PhotoHandle } from './photos';
import { Provider } from './settings';

/** A result that was written. Later calls name the file by `save`; paths stay in the main process. */
export const SavedFile = z.strictObject({
  save: PhotoHandle,
  /** Null: skipped, because the name was taken. */
  name: z.string().nullable(),
  folder: z.string(),
  /** False when an earlier result was replaced, because that one cannot be restored. */
  canUndo: z.boolean(),
  provider: Provider.nullable(),
  totalMs: z.number(),
  notices: z.array(z.string()),
});
export type SavedFile = z.infer<typeof SavedFile>;
