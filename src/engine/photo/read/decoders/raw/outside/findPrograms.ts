import { constants } from 'node:fs';
import { access, realpath, rm, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { RawProgram, rawPrograms, type RawDeveloper } from '@contract';
import { tempFolder } from '../../../../write/tempFiles';
import { homeless } from './homeless';
import { runProgram } from './runProgram';

type Options = { readonly signal: AbortSignal };

/** A program on this machine. */
export type FoundProgram = RawDeveloper & { readonly path: string };

/** How a program is asked for its version. */
const asksVersion = { darktable: '--version', rawtherapee: '-v' } as const;

/** Longer than a cold disk takes, ms. */
const versionLimitMs = 20_000;

const suffix = process.platform === 'win32' ? '.exe' : '';

/** The first file of this name that may be run. Folders that depend on where Candela was started do not count. */
async function onPath(command: string): Promise<string | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    const path = join(folder, command + suffix);
    try {
      await access(path, constants.X_OK);
      if ((await stat(path)).isFile()) return path;
    } catch {
      // It is not there.
    }
  }
  return null;
}

async function askVersion(program: RawProgram, path: string, { signal }: Options): Promise<string | null> {
  const folder = await tempFolder();
  try {
    const command = { path, args: [asksVersion[program]], folder, env: homeless(folder) };
    const ending = await runProgram(command, { signal, limitMs: versionLimitMs });
    const text = ending === 'tooLong' ? '' : ending.words;
    return /\d+\.\d+(?:\.\d+)*/.exec(text)?.[0].slice(0, 40) ?? null;
  } catch {
    signal.throwIfAborted();
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Versions by the file and its state, so that a program is asked once. */
const versions = new Map<string, string>();

/** A program, if it is on this machine and answers. */
export async function findProgram(program: RawProgram, options: Options): Promise<FoundProgram | null> {
  const path = await onPath(rawPrograms[program].command);
  if (path === null) return null;
  const { mtimeMs, size } = await stat(path);
  const key = [await realpath(path), mtimeMs, size].join('\n');
  const version = versions.get(key) ?? (await askVersion(program, path, options));
  if (version === null) return null;
  versions.set(key, version);
  return { program, version, path };
}

/** All of them that are on this machine. */
export async function findPrograms(options: Options): Promise<RawDeveloper[]> {
  const found = await Promise.all(RawProgram.options.map((program) => findProgram(program, options)));
  return found.flatMap((each) => (each === null ? [] : [{ program: each.program, version: each.version }]));
}
