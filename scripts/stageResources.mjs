// Assembles what a package holds next to app.asar: the engine with this platform's native code, the command line, models, samples.
// Part of `npm run package`.
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './system.mjs';

const staged = join(root, 'out', 'resources');
const engine = join(staged, 'engine');
const modules = join(root, 'node_modules');

// Packages that the engine's bundles load from files. Everything else is in the bundles.
const native = ['sharp', 'onnxruntime-node', 'libheif-js', 'libraw-wasm', 'wasm-vips'];
// Only an install script needs this, and it never runs.
const installOnly = new Set(['adm-zip', 'global-agent']);

/** The packages that those need at run time and that this platform has. */
async function closure(names, found = new Set()) {
  for (const name of names) {
    const file = join(modules, name, 'package.json');
    if (found.has(name) || installOnly.has(name) || !existsSync(file)) continue;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(await readFile(file, 'utf8'));
    await closure([...Object.keys(dependencies), ...Object.keys(optionalDependencies)], found);
  }
  return found;
}

const foreign = /onnxruntime-node[\\/]bin[\\/]napi-v\d+[\\/](\w+)(?:[\\/](\w+))?/;

/** Leaves out other systems' native code and files that only people read. */
function isWanted(path) {
  const [, platform, arch] = foreign.exec(path) ?? [];
  if (platform !== undefined && platform !== process.platform) return false;
  if (arch !== undefined && arch !== process.arch) return false;
  return (
    (!/\.(map|d\.ts|md)$/.test(path) || path.endsWith('THIRD-PARTY-NOTICES.md')) &&
    !/onnxruntime-node[\\/]script/.test(path) &&
    !/libheif-js[\\/](libheif$|libheif[\\/]|libheif-wasm[\\/]libheif-bundle)/.test(path) &&
    // What a browser needs.
    !/libraw-wasm[\\/]dist[\\/](index|worker)\.js$/.test(path) &&
    !/wasm-vips[\\/]lib[\\/](vips-(heif|resvg|es6)\.|vips(-node)?\.js$)/.test(path)
  );
}

export async function stageResources() {
  await rm(staged, { recursive: true, force: true });
  await mkdir(join(engine, 'app'), { recursive: true });
  for (const name of await closure(native))
    await cp(join(modules, name), join(engine, 'node_modules', name), { recursive: true, filter: isWanted });
  const copies = [
    ['dist/app/engine-host.mjs', 'engine/app/engine-host.mjs'],
    ['dist/app/workers', 'engine/app/workers'],
    ['dist/cli.mjs', 'engine/cli.mjs'],
    ['dist/chunks', 'engine/chunks'],
    ['models', 'models'],
    ['assets/samples', 'samples'],
    ['out/icons/icons/256x256.png', 'icon.png'],
    ['LICENSE', 'LICENSE.txt'],
    // Of LibRaw, whose package brings no text of it.
    ['assets/licences/LGPL-2.1.txt', 'LICENSE.LGPL-2.1.txt'],
    ['NOTICE.md', 'NOTICE.md'],
  ];
  for (const [from, to] of copies)
    await cp(join(root, from), join(staged, to), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  // The bundles are ES modules, which the package file must declare.
  await writeFile(join(engine, 'package.json'), '{ "type": "module", "private": true }\n');
  if (process.platform === 'linux') await stageNode();
}

/** On Linux the engine runs in a separate Node, which also starts the command line from a terminal. */
async function stageNode() {
  await copyFile(process.execPath, join(engine, 'node'));
  await chmod(join(engine, 'node'), 0o755);
  const command = join(staged, 'candela');
  const script = [
    '#!/bin/sh',
    '# The command line. Desktops start the window with --window.',
    'here=$(dirname "$(readlink -f "$0")")',
    'if [ "${1-}" = --window ]; then shift; exec "$here/../candela" "$@"; fi',
    'exec "$here/engine/node" "$here/engine/cli.mjs" "$@"',
  ];
  await writeFile(command, `${script.join('\n')}\n`);
  await chmod(command, 0o755);
}
