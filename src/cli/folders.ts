import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

export type Folders = {
  /** Cached verdicts on providers. May be deleted at any time. */
  cache: string;
  /** The folder for a person's own models. */
  userModels: string;
  /** All folders that are searched for models. The bundled ones come first. */
  models: string[];
  /** Which folders have an unfinished batch. */
  batches: string;
};

/** The folders for this machine and person. CANDELA_CACHE_DIR, CANDELA_MODELS_DIR and CANDELA_DATA_DIR override them. */
export function findFolders(bundledModels: string, variables: NodeJS.ProcessEnv): Folders {
  const paths = envPaths('candela', { suffix: '' });
  const cache = chosen(variables['CANDELA_CACHE_DIR']) ?? paths.cache;
  const userModels = chosen(variables['CANDELA_MODELS_DIR']) ?? join(paths.data, 'models');
  const batches = join(chosen(variables['CANDELA_DATA_DIR']) ?? paths.data, 'batches');
  return { cache, userModels, models: [bundledModels, userModels], batches };
}

function chosen(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : resolve(value);
}
