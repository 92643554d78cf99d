import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import type { HostOptions } from '@contract';
import { forkHost, type StartHost } from '@engine-client';
import { lowerPriority } from './lowerPriority';
import { utilityHost } from './utilityHost';

export type Installation = {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** The repository, or app.asar in a package. */
  readonly appFolder: string;
  /** The package's folder next to app.asar. */
  readonly resources: string;
  readonly variables: NodeJS.ProcessEnv;
  readonly version: string;
};

/** Starts the engine's process: on Linux in a plain Node, elsewhere as an Electron utility process. */
export function chooseHost(installation: Installation): StartHost {
  const { platform, variables } = installation;
  const env = { ...variables, ORT_DISABLE_TELEMETRY: '1' };
  const shared = { entry: hostEntry(installation), options: hostOptions(installation), env };
  if (platform !== 'linux') return utilityHost(shared);
  const start = forkHost({ ...shared, node: nodeFor(installation) });
  return (events) => {
    const host = start(events);
    // Before it has threads: on Linux each has a priority of its own and takes that of its maker.
    lowerPriority(host.pid);
    return host;
  };
}

/** The folders shared with the command line, so both use the same findings about this machine. */
function hostOptions({ isPackaged, appFolder, resources, variables, version }: Installation): HostOptions {
  const paths = envPaths('candela', { suffix: '' });
  const bundled = join(isPackaged ? resources : appFolder, 'models');
  const own = variables['CANDELA_MODELS_DIR'] ?? '';
  const cache = variables['CANDELA_CACHE_DIR'] ?? '';
  return {
    modelFolders: [bundled, own === '' ? join(paths.data, 'models') : resolve(own)],
    cacheFolder: cache === '' ? paths.cache : resolve(cache),
    version,
  };
}

/** In development, tests may replace the engine with another process. */
function hostEntry({ isPackaged, appFolder, resources, variables }: Installation): string {
  if (isPackaged) return join(resources, 'engine', 'app', 'engine-host.mjs');
  return variables['CANDELA_ENGINE_HOST'] ?? join(appFolder, 'dist', 'app', 'engine-host.mjs');
}

function nodeFor({ isPackaged, resources, variables }: Installation): string {
  if (isPackaged) return join(resources, 'engine', 'node');
  return variables['CANDELA_NODE'] ?? 'node';
}
