import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawProgram } from '@contract';

/** What a program is to do. All paths are absolute. */
export type Development = {
  readonly input: string;
  readonly output: string;
  /** The program's own file beside the raw, with what a person set there; null: there is none. */
  readonly sidecar: string | null;
  /** ICC profile that the picture is to have. */
  readonly profile: Uint8Array;
  /** The program's own folder, where all that it keeps goes. */
  readonly folder: string;
};

type Recipe = {
  /** Extension of its sidecars, which follows the raw's whole name. */
  readonly sidecar: string;
  /** Whether such a file says how to develop. Other programs write files of the same name. */
  readonly says: (text: string) => boolean;
  /** Makes what the program reads of the folder. @returns arguments, and more of the environment */
  prepare(development: Development): Promise<{ args: string[]; env?: Readonly<Record<string, string>> }>;
};

const profileName = 'candela';

async function writeIn(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A library in memory, and nothing written beside the raw. Without OpenCL, so that all machines give the same picture. */
const darktable: Recipe = {
  sidecar: '.xmp',
  says: (text) => text.includes('darktable:history'),
  prepare: async ({ input, output, sidecar, profile, folder }) => {
    const config = join(folder, 'config');
    const icc = await writeIn(join(config, 'color', 'out'), `${profileName}.icc`, profile);
    const temporary = join(folder, 'temporary');
    await mkdir(temporary);
    const settings = {
      write_sidecar_files: 'never',
      'plugins/imageio/format/tiff/bpp': '16',
      'plugins/imageio/format/tiff/compress': '0',
    };
    return {
      args: [
        input,
        ...(sidecar === null ? [] : [sidecar]),
        output,
        ...['--icc-type', 'FILE', '--icc-file', icc],
        ...['--core', '--configdir', config, '--cachedir', join(folder, 'cache'), '--tmpdir', temporary],
        ...['--library', ':memory:', '--disable-opencl'],
        ...Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
      ],
    };
  },
};

/** Its default profile for raws, then the sidecar, then the colours. `-c` comes last, because all that follows are photos. */
const rawtherapee: Recipe = {
  sidecar: '.pp3',
  says: () => true,
  prepare: async ({ input, output, sidecar, profile, folder }) => {
    const config = join(folder, 'config');
    const profiles = join(folder, 'profiles');
    await writeIn(profiles, `${profileName}.icc`, profile);
    await writeIn(config, 'options', `[Color Management]\nICCDirectory=${profiles}\n`);
    const colours = `[Color Management]\nOutputProfile=${profileName}\nOutputProfileIntent=Relative\nOutputBPC=true\n`;
    const last = await writeIn(folder, 'colours.pp3', colours);
    return {
      args: [
        ...['-q', '-o', output, '-t', '-b16', '-Y', '-d'],
        ...(sidecar === null ? [] : ['-p', sidecar]),
        ...['-p', last, '-c', input],
      ],
      env: { RT_SETTINGS: config, RT_CACHE: join(folder, 'cache') },
    };
  },
};

/** How each program is asked to develop one raw by its own settings. */
export const recipes: Readonly<Record<RawProgram, Recipe>> = { darktable, rawtherapee };
