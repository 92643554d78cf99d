import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

export type Folders = {
  /** Verdicts on providers and the like; may be deleted at any time. */
  cache: string;
  /** Where a person puts models of their own. */
  userModels: string;
  /** All folders that models are looked for in, the bundled ones first. */
  models: string[];
};

/** Folders of this machine and person; CANDELA_CACHE_DIR and CANDELA_MODELS_DIR take their place. */
export function findFolders(bundledModels: string, variables: NodeJS.ProcessEnv): Folders {
  const paths = envPaths('candela', { suffix: '' });
  const cache = chosen(variables['CANDELA_CACHE_DIR']) ?? paths.cache;
  const userModels = chosen(variables['CANDELA_MODELS_DIR']) ?? join(paths.data, 'models');
  return { cache, userModels, models: [bundledModels, userModels] };
}

function chosen(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : resolve(value);
}
