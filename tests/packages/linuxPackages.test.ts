/** Each package for Linux, unpacked into a folder of its own as a person without rights would, and used from there. */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExtensions, formats, PhotoFormat, ProviderChoice } from '@contract';
import {
  fileOf,
  itIsUsable,
  makePackages,
  place,
  removePackages,
  run,
  shell,
  unpack,
} from '../support/linuxPackage';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Formats with the script that unpacks one ($1) into the present folder, and where its tree lies then. */
const packages = [
  { format: 'tar.gz', unpack: 'tar -xzf "$1"', tree: 'candela-*' },
  { format: 'deb', unpack: 'dpkg-deb -x "$1" .', tree: 'usr' },
  { format: 'rpm', unpack: 'rpm2cpio "$1" | cpio -idm --quiet', tree: 'usr' },
] as const;
type Format = (typeof packages)[number]['format'];

const trees = new Map<Format, string>();
const treeOf = (format: Format): string => trees.get(format) ?? 'missing';

beforeAll(async () => {
  await makePackages(packages.map(({ format }) => format));
  for (const each of packages) trees.set(each.format, await unpack(each));
}, 600_000);

afterAll(removePackages);

describe.each(packages)('the $format', ({ format }) => {
  itIsUsable(() => treeOf(format));

  it('has the licences, icons of all sizes and the same files as the others', () => {
    const share = join(treeOf(format), 'share');
    expect(readFileSync(join(share, 'doc/candela/copyright'), 'utf8')).toMatch(/MIT License[^]+libvips/);
    const library = join(treeOf(format), 'lib', 'candela');
    for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'resources/NOTICE.md'])
      expect(existsSync(join(library, name)), name).toBe(true);
    const icons = readdirSync(join(share, 'icons/hicolor'));
    expect(icons).toEqual(
      expect.arrayContaining(['16x16', '32x32', '48x48', '256x256', '512x512', 'scalable']),
    );
    const files = (of: Format) =>
      readdirSync(join(treeOf(of), 'share'), { recursive: true, encoding: 'utf8' })
        .map((name) => name.replace('vendor-completions', 'site-functions'))
        .sort();
    expect(files(format)).toEqual(files('tar.gz'));
  });
});

describe('packages of a system', () => {
  it('belong to root, and give the sandbox its rights', async () => {
    const { stdout: deb } = await run('dpkg-deb', ['-c', fileOf('deb')], { maxBuffer: 2 ** 26 });
    expect(deb).toMatch(/^-rwsr-xr-x root\/root .+\/lib\/candela\/chrome-sandbox$/m);
    const lines = deb.split('\n').filter((line) => line !== '');
    expect(lines.filter((line) => !/^\S+ root\/root /.test(line))).toEqual([]);
    const query = ['-qp', '--qf', '[%{FILEMODES:perms} %{FILEUSERNAME} %{FILENAMES}\\n]', fileOf('rpm')];
    const { stdout: rpm } = await run('rpm', query, { maxBuffer: 2 ** 26 });
    expect(rpm).toContain('-rwsr-xr-x root /usr/lib/candela/chrome-sandbox');
    // Without rights, it stays as it is: nobody gets them by unpacking an archive.
    expect(lstatSync(join(treeOf('tar.gz'), 'lib/candela/chrome-sandbox')).mode & 0o4000).toBe(0);
  });

  it('say version, architecture and what they need', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const { stdout: deb } = await run('dpkg-deb', ['-f', fileOf('deb')]);
    expect(deb).toContain(`Version: ${version}\nArchitecture: amd64\n`);
    expect(deb).toMatch(/^Depends: .*libgtk-3-0/m);
    const { stdout: rpm } = await run('rpm', ['-qp', '--requires', '--info', fileOf('rpm')]);
    expect(rpm).toMatch(/^gtk3$/m);
    expect(rpm).toMatch(new RegExp(`^Version +: ${version}$`, 'm'));
  });
});

describe('what desktops are told', () => {
  const share = (): string => join(treeOf('deb'), 'share');
  const entry = (): string => join(share(), 'applications', 'candela.desktop');

  it('is a valid entry, whose program is there', async () => {
    const { stdout } = await run('desktop-file-validate', [entry()]);
    expect(stdout).toBe('');
    expect(readFileSync(entry(), 'utf8')).toMatch(/^Exec=candela --window %U$/m);
    expect(lstatSync(join(treeOf('deb'), 'bin', 'candela')).isSymbolicLink()).toBe(true);
  });

  it('offers every extension of every format that opens', async () => {
    const mime = join(place, 'mime');
    await mkdir(join(mime, 'packages'), { recursive: true });
    await copyFile(join(share(), 'mime/packages/candela.xml'), join(mime, 'packages', 'candela.xml'));
    await run('update-mime-database', [mime]);
    const globs = ['/usr/share/mime', mime].map((folder) => readFileSync(join(folder, 'globs2'), 'utf8'));
    const offered = /^MimeType=(.+)$/m.exec(readFileSync(entry(), 'utf8'))?.[1]?.split(';') ?? [];
    const usual = PhotoFormat.options.flatMap((format) => formats[format].extensions);
    expect(readExtensions).toEqual(expect.arrayContaining(usual));
    const typesOf = (extension: string) =>
      [...globs.join('\n').matchAll(/^\d+:([^:]+):\*\.(\w+)$/gm)]
        .filter(([, , each]) => each === extension)
        .map(([, type]) => type);
    const lost = usual.filter((extension) => !typesOf(extension).some((type) => offered.includes(type!)));
    expect(lost).toEqual([]);
  });
});

describe('what shells and readers are told', () => {
  const share = (): string => join(treeOf('deb'), 'share');

  it('has a man page that names every option, without a complaint', async () => {
    const page = join(share(), 'man/man1/candela.1.gz');
    const env = { ...process.env, MANWIDTH: '200', LC_ALL: 'C.UTF-8' };
    const { stdout, stderr } = await shell('man --warnings -l "$1"', [page], env);
    expect(stderr).toBe('');
    for (const word of ['candela enhance', '--raw-white', '--fail-under', '--resume', 'Exit status:'])
      expect(stdout).toContain(word);
    const { stdout: help } = await shell('"$1/bin/candela" help enhance', [treeOf('deb')]);
    const names = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(25);
    expect(names.filter((name) => !stdout.includes(name))).toEqual([]);
  });

  const providers = ProviderChoice.options;
  const commands = ['enhance', 'watch', 'report', 'compare', 'models', 'devices', 'batches'];

  it('completes commands, options and values in bash', async () => {
    const complete = async (...words: string[]) => {
      const script =
        'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _candela; echo "${COMPREPLY[@]}"';
      const file = join(share(), 'bash-completion/completions/candela');
      const { stdout } = await run('bash', ['-c', script, 'bash', file, ...words]);
      return stdout.trim().split(' ');
    };
    expect(await complete('candela', '')).toEqual(expect.arrayContaining(commands));
    expect(await complete('candela', 'enhance', '--raw-w')).toEqual(['--raw-white']);
    expect(await complete('candela', 'enhance', '--provider', '')).toEqual([...providers]);
  });

  it('completes commands, options and values in fish', async () => {
    const complete = async (line: string) => {
      const file = join(share(), 'fish/vendor_completions.d/candela.fish');
      const env = { ...process.env, HOME: place };
      const { stdout } = await run('fish', ['-c', 'source $argv[1]; complete -C $argv[2]', file, line], {
        env,
      });
      return stdout.split('\n').map((each) => each.split('\t')[0]);
    };
    expect(await complete('candela ')).toEqual(expect.arrayContaining(commands));
    expect(await complete('candela enhance --raw-w')).toContain('--raw-white');
    expect(await complete('candela enhance --provider ')).toEqual(expect.arrayContaining([...providers]));
  });

  it('is loaded by zsh, which finds its functions without a fault', async () => {
    const script = `fpath=("$1" $fpath); autoload -Uz compinit; compinit -u -D; autoload +X _candela
      print -r -- $_comps[candela]; functions _candela`;
    const { stdout, stderr } = await run('zsh', [
      '-fc',
      script,
      'zsh',
      join(share(), 'zsh/vendor-completions'),
    ]);
    expect(stderr).toBe('');
    expect(stdout.split('\n')[0]).toBe('_candela');
    for (const word of ['--raw-white', ...commands]) expect(stdout).toContain(word);
  });
});
