// The files of a package as they lie on a Linux system. All packages hold this one tree, and it works below any folder.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rename, rm, symlink, writeFile, chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../system.mjs';
import { commandFacts } from './commandFacts.mjs';
import { bashCompletion, fishCompletion, zshCompletion } from './completions.mjs';
import { desktopEntry, mimeTypes } from './desktop.mjs';
import { manPage } from './manPage.mjs';

export function run(command, args, options = {}) {
  const { status, error, stderr } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    ...options,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stderr}`);
}

async function put(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** The unpacked app, whose files are shared with the tree, and not copied. */
async function putApp(app, usr) {
  const library = join(usr, 'lib', 'candela');
  await mkdir(join(usr, 'lib'), { recursive: true });
  run('cp', ['-al', app, library]);
  await mkdir(join(usr, 'bin'), { recursive: true });
  await symlink('../lib/candela/resources/candela', join(usr, 'bin', 'candela'));
}

async function putIcons(usr) {
  const icons = join(usr, 'share', 'icons', 'hicolor');
  const drawn = join(root, 'out', 'icons', 'icons');
  for (const name of await readdir(drawn)) {
    const folder = join(icons, name.replace(/\.png$/, ''), 'apps');
    await mkdir(folder, { recursive: true });
    await copyFile(join(drawn, name), join(folder, 'candela.png'));
  }
  await put(join(icons, 'scalable/apps/candela.svg'), await readFile(join(root, 'assets', 'icon.svg')));
}

async function putCopyright(usr) {
  const texts = ['LICENSE', 'NOTICE.md'].map((name) => readFile(join(root, name), 'utf8'));
  const electron = 'The licences of Electron and Chromium lie beside the program, in lib/candela.\n';
  await put(join(usr, 'share/doc/candela/copyright'), [...(await Promise.all(texts)), electron].join('\n'));
}

/**
 * Lays the tree out in `usr`.
 * @param app the unpacked app
 * @param config electron-builder.yml, parsed
 */
export async function layTree(usr, { app, config, version }) {
  await rm(usr, { recursive: true, force: true });
  await putApp(app, usr);
  await putIcons(usr);
  await putCopyright(usr);
  const facts = await commandFacts();
  const share = join(usr, 'share');
  await put(join(share, 'applications/candela.desktop'), desktopEntry(config));
  await put(join(share, 'mime/packages/candela.xml'), mimeTypes(config));
  await put(join(share, 'man/man1/candela.1.gz'), gzipSync(manPage(facts, version), { level: 9 }));
  await put(join(share, 'bash-completion/completions/candela'), bashCompletion(facts));
  await put(join(share, 'zsh/site-functions/_candela'), zshCompletion(facts));
  await put(join(share, 'fish/vendor_completions.d/candela.fish'), fishCompletion(facts));
}

/** Chromium's helper for its sandbox, as a package of the system must have it: run with the rights of root. A copy, for the mode is its own. */
export async function giveSandboxItsRights(usr) {
  const helper = join(usr, 'lib', 'candela', 'chrome-sandbox');
  await copyFile(helper, `${helper}.own`);
  await rename(`${helper}.own`, helper);
  await chmod(helper, 0o4755);
}
