import { join } from 'node:path';

/** The environment of a program that is to know nothing of the person's own library and settings, and to leave nothing there. */
export function homeless(folder: string): NodeJS.ProcessEnv {
  const at = (name: string): string => join(folder, name);
  return {
    ...process.env,
    HOME: folder,
    USERPROFILE: folder,
    APPDATA: at('config'),
    LOCALAPPDATA: at('cache'),
    XDG_CONFIG_HOME: at('config'),
    XDG_CACHE_HOME: at('cache'),
    XDG_DATA_HOME: at('data'),
    TMPDIR: folder,
    LC_ALL: 'C.UTF-8',
  };
}
