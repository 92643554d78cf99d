import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeModel, type TestModelName } from './models';
import { jpeg, putFiles } from './oddPhotos';
import { modelsFolder, runCli, runJson, type JsonRun, type Run, type RunOptions } from './runCli';
import { tempFolder } from './tempFolder';

/** A fresh folder with a test model and a place for photos; all runs in it take that model. */
export type CliFolder = {
  /** Folder for photos. */
  photos: string;
  home: string;
  models: string;
  enhance: (argv: readonly string[], options?: Partial<RunOptions>) => Promise<Run>;
  enhanceJson: (argv: readonly string[], options?: Partial<RunOptions>) => Promise<JsonRun>;
};

export async function cliFolder(model: TestModelName = 'identity'): Promise<CliFolder> {
  const home = tempFolder();
  const photos = join(home, 'photos');
  await mkdir(photos);
  const id = await writeModel(modelsFolder(home), model);
  const full = (argv: readonly string[]) => ['enhance', '--model', id, '--provider', 'cpu', ...argv];
  const at = (options: Partial<RunOptions> = {}): RunOptions => ({ home, cwd: photos, ...options });
  return {
    photos,
    home,
    models: modelsFolder(home),
    enhance: (argv, options) => runCli(full(argv), at(options)),
    enhanceJson: (argv, options) => runJson(full(argv), at(options)),
  };
}

/** A folder with one good photo, `good.jpg`, which must succeed whatever happens to others. */
export async function cliFolderWithGoodPhoto(model?: TestModelName): Promise<CliFolder & { good: string }> {
  const place = await cliFolder(model);
  await putFiles(place.photos, { 'good.jpg': await jpeg() });
  return { ...place, good: join(place.photos, 'good.jpg') };
}
