import { shortPath } from './text';

export const watchHelp = {
  command: 'Watch a folder, and enhance each new photo once it is complete.',
  folder: 'the folder to watch',
  details: `
Photos that are there already are enhanced too, unless that was done before. A photo is taken when its file has not changed for two
seconds; one that is damaged like an unfinished file is tried again for two minutes. Ctrl-C ends the watching.
With --series, frames that arrive together get one brightness.

Examples:
  candela watch tether --out done
  candela watch ~/Sync/Camera --recursive --out ~/Pictures/bright --json`,
} as const;

export const watchWords = {
  watching: (folder: string) => `Watching ${shortPath(folder)}. Ctrl-C ends it.`,
  gone: (folder: string, reason: string) =>
    `${shortPath(folder)} cannot be read: ${reason}. Waiting for it to come back.`,
  back: (folder: string) => `${shortPath(folder)} is back.`,
  noOut: '`candela watch` needs a folder for the results; name it with --out.',
  notAFolder: (path: string) => `${path} is not a folder; \`candela enhance\` does single photos.`,
  ownFolder: 'The results would land in the watched folder; choose another one with --out.',
} as const;
