import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { directoryFirst, withWrongChecksum } from '../support/brokenFiles';
import { decode, signal } from '../support/codec';
import { place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';

describe('limits and damage', () => {
  it('refuses a WebP that would be too wide before the network runs', async () => {
    const there = await place();
    const input = join(there.folder, 'wide.png');
    await sharp({ create: { width: 16_384, height: 2, channels: 3, background: '#123' } })
      .png()
      .toFile(input);
    const model = await writeModel(there.models, 'identity');
    const job = { input, output: join(there.folder, 'out', 'wide.webp'), format: 'webp' as const };
    const stages: string[] = [];
    const running = there.engine.enhance(job, settingsFor(model), {
      signal,
      onProgress: ({ stage }) => stages.push(stage),
    });
    await expect(running).rejects.toMatchObject({ code: 'photo.tooLargeForFormat' });
    expect(stages).toEqual([]);
  });

  it('calls a PNG damaged whose checksum is wrong', async () => {
    const file = withWrongChecksum(await make.image(make.rgb8(), 'srgb').png().toBuffer());
    await expect(decode(file, 'photo.png')).rejects.toMatchObject({
      code: 'photo.damaged',
      details: { reason: 'parts of the picture cannot be decoded' },
    });
  });

  it('calls a truncated TIFF damaged', async () => {
    const noise = Uint8Array.from({ length: 300 * 200 * 3 }, (_, index) => (index * 7919) % 251);
    const kind = { bits: 8, samples: 3, photometric: 2 };
    const whole = directoryFirst(tiffFile({ width: 300, height: 200, ...kind, data: noise }));
    expect((await decode(whole, 'photo.tif')).raster.data).toEqual(noise);
    await expect(decode(whole.subarray(0, whole.length * 0.6), 'photo.tif')).rejects.toMatchObject({
      code: 'photo.damaged',
    });
  });
});
