import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import envPaths from 'env-paths';
import type { AppFolders } from './handlers/Services';

/** Paths of the program's files, in the repository and in a package. */
export type ProgramPaths = {
  readonly preload: string;
  readonly pageFolder: string;
  /** Absent in a repository where the icons were not built. */
  readonly icon: string | undefined;
  readonly preferences: string;
  readonly state: string;
  readonly settings: string;
  /** The last comparison of Evaluate. */
  readonly comparison: string;
  /** The list of unfinished batches, which the command line shares. */
  readonly batches: string;
  readonly folders: AppFolders;
};

export function findProgramPaths(): ProgramPaths {
  const bundle = join(app.getAppPath(), 'dist', 'app');
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath();
  const own = app.getPath('userData');
  const data = process.env['CANDELA_DATA_DIR'] ?? '';
  const icon = app.isPackaged
    ? join(resources, 'icon.png')
    : join(resources, 'out', 'icons', 'icons', '256x256.png');
  return {
    preload: join(bundle, 'preload.cjs'),
    pageFolder: join(bundle, 'renderer'),
    icon: existsSync(icon) ? icon : undefined,
    preferences: join(own, 'preferences.json'),
    state: join(own, 'state.json'),
    settings: join(own, 'settings.json'),
    comparison: join(own, 'comparison.json'),
    batches: join(data === '' ? envPaths('candela', { suffix: '' }).data : resolve(data), 'batches'),
    folders: {
      samples: app.isPackaged ? join(resources, 'samples') : join(resources, 'assets', 'samples'),
      pasted: join(own, 'pasted'),
      homeless: join(app.getPath('pictures'), 'Candela'),
    },
  };
}
