import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heicFile, jxlFile } from '../fixtures/decodedFiles';
import { shape } from '../fixtures/raw/shapes';
import { answerDialogs, launchApp } from '../support/launchApp';
import { tempFolder } from '../support/tempFolder';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(root, 'assets', 'samples', 'room.jpg');

// A copy outside the repository, so it cannot find any of the repository's files.
const place = join(root, '.cache', 'tests', `packaged-${process.pid}`);
const executable = join(place, 'candela');
// Constants of the fuse wire, which the library does not export.
const fuseState = { off: 0x30, on: 0x31 } as const;
const resources = join(place, 'resources');

beforeAll(async () => {
  const script = join(root, 'scripts/package.mjs');
  await promisify(execFile)(process.execPath, [script, '--for-tests', '--dir'], { cwd: root });
  await mkdir(join(place, '..'), { recursive: true });
  await rename(join(root, 'out/package-for-tests/linux-unpacked'), place);
}, 600_000);

afterAll(async () => {
  await rm(place, { recursive: true, force: true });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

describe('the package', () => {
  it('holds the bundles alone in its archive, and no default app', () => {
    const listed = listPackage(join(resources, 'app.asar'), { isPack: false });
    expect(listed.filter((name) => /node_modules|\.map$|\.test\./.test(name))).toEqual([]);
    expect(listed).toEqual(
      expect.arrayContaining(['/package.json', '/dist/app/main.cjs', '/dist/app/preload.cjs']),
    );
    expect(existsSync(join(resources, 'default_app.asar'))).toBe(false);
  });

  it('holds native code of this system alone, and all models', () => {
    const native = filesBelow(join(resources, 'engine', 'node_modules')).filter((name) =>
      /\.(node|dll|dylib)$|\.so(\.\d+)*$/.test(name),
    );
    expect(native.filter((name) => /darwin|win32|arm64|musl/.test(name))).toEqual([]);
    expect(native.some((name) => name.includes('sharp-linux-x64'))).toBe(true);
    expect(native.some((name) => name.endsWith('onnxruntime_binding.node'))).toBe(true);
    expect(readdirSync(join(resources, 'models'))).toEqual(readdirSync(join(root, 'models')));
  });

  it('has its fuses set; the one for the inspector is left on for the tests alone', async () => {
    const wire = await getCurrentFuseWire(executable);
    const state = (fuse: FuseV1Options): number | undefined => wire[fuse];
    expect(state(FuseV1Options.RunAsNode)).toBe(fuseState.off);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(fuseState.off);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(fuseState.on);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(fuseState.on);
    expect(state(FuseV1Options.EnableCookieEncryption)).toBe(fuseState.on);
    // Playwright drives an app by Node's inspector; `npm run package` without --for-tests switches it off.
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(fuseState.on);
  });

  it('starts, and enhances a photo', async () => {
    const folder = tempFolder();
    const photo = join(folder, 'night.jpg');
    await sharp(sample).resize(320).jpeg({ quality: 95 }).toFile(photo);
    const { app, page } = await launchApp({ executable });
    expect(await app.evaluate(({ app: electron }) => electron.isPackaged)).toBe(true);
    await answerDialogs(app, [photo]);
    const opened = await page.evaluate(() => candela.call('photos.open', {}, 'test-open'));
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    const saved = await page.evaluate(async (handle) => {
      const look = {
        inference: { model: 'cnn', controls: {}, provider: 'cpu' as const },
        mix: { strength: 1, finish: {} },
      };
      return candela.call('save.write', { photo: handle, look, choices: {} }, 'test-save');
    }, opened.value[0]?.photo ?? '');
    expect(saved).toMatchObject({ ok: true, value: { name: 'night-candela.jpg', provider: 'cpu' } });
    const stats = async (path: string) => sharp(path).stats();
    const result = join(folder, 'enhanced', 'night-candela.jpg');
    const [before, after] = await Promise.all([stats(photo), stats(result)]);
    expect(after.channels[0]!.mean).toBeGreaterThan(before.channels[0]!.mean + 10);
  });

  it('brings the command line', async () => {
    const { stdout } = await promisify(execFile)(join(resources, 'candela'), ['models', '--json']);
    expect(stdout).toContain('"id":"cnn"');
  });

  it('holds libjxl in files of its own, with its notices, and reads JPEG XL with it', async () => {
    const library = join(resources, 'engine', 'node_modules', 'wasm-vips');
    expect(filesBelow(library).sort()).toEqual([
      'LICENSE',
      'THIRD-PARTY-NOTICES.md',
      'lib',
      'lib/vips-jxl.wasm',
      'lib/vips-node.mjs',
      'lib/vips.wasm',
      'package.json',
      'versions.json',
    ]);
    const photo = join(tempFolder(), 'night.jxl');
    await writeFile(photo, jxlFile('rgb8'));
    const options = ['--model', 'cnn', '--provider', 'cpu'];
    await promisify(execFile)(join(resources, 'candela'), ['enhance', photo, ...options]);
    const result = join(photo, '..', 'enhanced', 'night-candela.jpg');
    expect(await sharp(result).metadata()).toMatchObject({ width: 72, height: 64 });
  });

  it('holds libheif in files of its own, with its licence, and reads HEIC with it', async () => {
    const library = join(resources, 'engine', 'node_modules', 'libheif-js');
    expect(filesBelow(library).sort()).toEqual([
      'LICENSE',
      'index.js',
      'libheif-wasm',
      'libheif-wasm/LICENSE',
      'libheif-wasm/libheif.js',
      'libheif-wasm/libheif.wasm',
      'package.json',
      'wasm-bundle.js',
      'wasm.js',
    ]);
    const photo = join(tempFolder(), 'night.heic');
    await writeFile(photo, heicFile('rgb8-420'));
    await promisify(execFile)(join(resources, 'candela'), [
      'enhance',
      photo,
      '--model',
      'cnn',
      '--provider',
      'cpu',
    ]);
    const result = join(photo, '..', 'enhanced', 'night-candela.jpg');
    expect(await sharp(result).metadata()).toMatchObject({ width: 72, height: 64 });
  });

  it('holds LibRaw in files of its own, and develops a camera raw with it', async () => {
    const library = join(resources, 'engine', 'node_modules', 'libraw-wasm');
    expect(filesBelow(library).sort()).toEqual([
      'dist',
      'dist/libraw.js',
      'dist/libraw.wasm',
      'package.json',
    ]);
    expect(existsSync(join(resources, 'LICENSE.LGPL-2.1.txt'))).toBe(true);
    const photo = join(tempFolder(), 'night.dng');
    await writeFile(photo, shape('RGGB'));
    await promisify(execFile)(join(resources, 'candela'), [
      'enhance',
      photo,
      '--model',
      'cnn',
      '--provider',
      'cpu',
    ]);
    const result = join(photo, '..', 'enhanced', 'night-candela.tif');
    expect(await sharp(result).metadata()).toMatchObject({ width: 160, height: 120, depth: 'ushort' });
  });
});
