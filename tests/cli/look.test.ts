import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { finishing } from '@core';
import { pixelsOf, png, putFiles } from '../support/oddPhotos';
import { recordOf } from '../support/runCli';
import { cliFolder } from '../support/cliFolder';

const neutral = { brightness: 0, highlights: 0, colour: 0 };

describe('candela enhance, the look', () => {
  it('finishes as the core defines it', async () => {
    const { photos, enhanceJson } = await cliFolder('identity');
    await putFiles(photos, { 'a.png': await png(120, 80) });
    const look = ['--brightness', '-1.5', '--highlights', '-0.5', '--colour=.25', '--strength', '0.5'];
    const run = await enhanceJson(['a.png', ...look]);
    expect(run.code).toBe(0);
    const { data: original } = await pixelsOf(join(photos, 'a.png'));
    const expected = Uint8Array.from(original);
    const finish = { brightness: -1.5, highlights: -0.5, colour: 0.25 };
    finishing({ strength: 0.5, finish }, { bits: 8, channels: 3 })(expected, original);
    const { data } = await pixelsOf(recordOf(run, join(photos, 'a.png')).output!);
    expect(data.equals(expected)).toBe(true);
    expect(data.equals(original)).toBe(false);
  });

  it('hands brightness to the model that has it, as --control does', async () => {
    const { photos, enhanceJson } = await cliFolder('control');
    await putFiles(photos, { 'a.png': await png(60, 40) });
    const results: Buffer[] = [];
    for (const way of [
      ['--brightness', '-0.5'],
      ['--control', 'brightness=-0.5'],
    ]) {
      const run = await enhanceJson(['a.png', ...way]);
      results.push((await pixelsOf(recordOf(run, join(photos, 'a.png')).output!)).data);
    }
    const { data } = await pixelsOf(join(photos, 'a.png'));
    const expected = Uint8Array.from(data);
    finishing({ strength: 1, finish: neutral }, { bits: 8, channels: 3 })(expected, data);
    expect(results[0]!.equals(results[1]!)).toBe(true);
    expect(results[0]!.every((value, i) => Math.abs(value - data[i]! / 2) <= 0.5)).toBe(true);
  });

  it.each([
    ['identity', ['--brightness', '3'], '--brightness takes a number from -2 to 2 (EV).'],
    ['control', ['--brightness', '1.5'], 'Control brightness takes a number from -1 to 1.'],
    ['control', ['--denoise', '1'], 'Model control has no control “denoise”; it has brightness.'],
    ['control', ['--brightness', '1', '-c', 'brightness=1'], 'set the same control. Use one of them.'],
  ] as const)('refuses with %s %j', async (model, argv, sentence) => {
    const { photos, enhance } = await cliFolder(model);
    await putFiles(photos, { 'a.png': await png() });
    const { code, stderr } = await enhance(['a.png', ...argv]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  it('makes results smaller and bare when asked', async () => {
    const { photos, enhanceJson } = await cliFolder();
    const photo = sharp(await png(300, 200)).withExif({ IFD0: { Make: 'Cambrium' } });
    await putFiles(photos, { 'a.jpg': await photo.jpeg().toBuffer() });
    const run = await enhanceJson(['a.jpg', '--long-edge', '90', '--metadata', 'none']);
    const { width, height, exif, xmp } = await sharp(recordOf(run, join(photos, 'a.jpg')).output!).metadata();
    expect({ width, height, exif, xmp }).toEqual({ width: 90, height: 60, exif: undefined, xmp: undefined });
  });
});
