import { PageNumber, PhotoMarks, PhotoSettings } from '@contract';
import { z } from 'zod';
import { JsonFile, type FileKind } from './JsonFile';
import { salvageList } from './salvage';

export const noMarks: PhotoMarks = { rating: 0, isRejected: false };

/** Settings and marks of one page of a photo, by the content of its file. There is no name and no path in it. */
const KeptSettings = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. A file of another size needs no checksum to be told apart. */
  size: z.int().min(0),
  page: PageNumber,
  /** Null: the neutral ones. */
  settings: PhotoSettings.nullable(),
  marks: PhotoMarks.default(noMarks),
});
export type KeptSettings = z.infer<typeof KeptSettings>;

export type SettingsFile = { readonly version: 1; readonly photos: readonly KeptSettings[] };

const kind: FileKind<SettingsFile> = {
  version: 1,
  migrations: {},
  salvage: (stored) => ({ version: 1, photos: salvageList(KeptSettings, stored['photos']) }),
};

/** The settings of photos, newest first: `settings.json`. */
export function settingsFile(path: string): JsonFile<SettingsFile> {
  return new JsonFile(path, kind);
}
