import { z } from 'zod';
import { JsonFile, type FileKind } from './JsonFile';
import { salvageKeys, salvageList } from './salvage';

const WindowBounds = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof WindowBounds>;

const path = z.string().min(1);

/** State that the app remembers by itself, including paths. The page never gets it in this form. */
const AppState = z.strictObject({
  version: z.literal(1).default(1),
  window: WindowBounds.nullable().default(null),
  /** Absolute paths of the photos opened last, newest first. */
  recent: z.array(path).default([]),
  /** Absolute paths of the photos that were open together last, in their order. */
  session: z.array(path).default([]),
  /** Absolute path of the folder for results. Null means `enhanced` beside each photo. */
  outputFolder: path.nullable().default(null),
});
export type AppState = z.infer<typeof AppState>;

const appStateKind: FileKind<AppState> = {
  version: 1,
  migrations: {},
  salvage: (stored) =>
    AppState.parse({
      ...salvageKeys(AppState.shape, stored),
      recent: salvageList(path, stored['recent']),
      session: salvageList(path, stored['session']),
    }),
};

export function appStateFile(file: string): JsonFile<AppState> {
  return new JsonFile(file, appStateKind);
}
