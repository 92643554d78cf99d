// Makes the packages for Linux of the unpacked app.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { root } from '../system.mjs';
import { packageFormats } from './formats.mjs';
import { layTree } from './tree.mjs';

export const linuxFormats = Object.keys(packageFormats);

/** electron-builder.yml as electron-builder reads it. Its reader is not ours to depend on. */
async function readConfig() {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  return fromBuilder('app-builder-lib/out/util/config/config').getConfig(root, null, null);
}

/**
 * Makes packages in `output`, from its folder linux-unpacked. Returns their paths; what could not be made is said in a line each.
 * @param isQuick packs less tightly
 */
export async function makePackages(formats, { output, isQuick = false }) {
  const { version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const config = await readConfig();
  const { arch } = process;
  const app = join(output, 'linux-unpacked');
  const stage = join(output, 'stage');
  const made = [];
  for (const format of formats) {
    const { lack, make } = packageFormats[format];
    const missing = await lack();
    if (missing !== null) {
      process.stderr.write(`No ${format} was made: ${missing}.\n`);
      continue;
    }
    const file = join(output, `${config.productName}-${version}-linux-${arch}.${format}`);
    await rm(stage, { recursive: true, force: true });
    await mkdir(stage, { recursive: true });
    await layTree(join(stage, 'usr'), { app, config, version });
    await rm(file, { force: true });
    await make({ stage, file, version, license, arch, config, isQuick });
    process.stderr.write(`Made ${basename(file)}.\n`);
    made.push(file);
  }
  await rm(stage, { recursive: true, force: true });
  return made;
}
