import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { avifWithCodePoints } from '../fixtures/avif';
import { jpeg } from '../support/oddPhotos';
import { cliFolderWithGoodPhoto } from '../support/cliFolder';

describe('candela enhance, inputs', () => {
  it('resolves wildcards where the shell does not', async () => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await writeFile(join(photos, 'night1.jpg'), await jpeg());
    await writeFile(join(photos, 'night2.jpg'), await jpeg());
    const run = await enhanceJson(['night?.j*', 'gone*.jpg']);
    expect(run.photos.map(({ input, status }) => [input, status])).toEqual(
      expect.arrayContaining([
        [join(photos, 'night1.jpg'), 'done'],
        [join(photos, 'night2.jpg'), 'done'],
        [join(photos, 'gone*.jpg'), 'failed'],
      ]),
    );
    expect(run.photos).toHaveLength(3);
    expect(run.photos.find(({ status }) => status === 'failed')?.error?.code).toBe('input.missing');
  });

  it('takes a folder that is called like a photo for a folder', async () => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await mkdir(join(photos, 'shoot.jpg'));
    await writeFile(join(photos, 'shoot.jpg', 'a.jpg'), await jpeg());
    await mkdir(join(photos, 'empty.jpg'));
    const run = await enhanceJson(['shoot.jpg', 'empty.jpg', 'good.jpg']);
    const byName = Object.fromEntries(
      run.photos.map((photo) => [photo.input, photo.error?.code ?? photo.status]),
    );
    expect(byName).toEqual({
      [join(photos, 'shoot.jpg', 'a.jpg')]: 'done',
      [join(photos, 'empty.jpg')]: 'input.noPhotos',
      [join(photos, 'good.jpg')]: 'done',
    });
  });

  it('tells of an HDR photo that its light was brought into range', async () => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await writeFile(join(photos, 'hdr.avif'), await avifWithCodePoints(9, 16));
    const run = await enhanceJson(['hdr.avif']);
    expect(run.photos).toMatchObject([{ status: 'done' }]);
    expect(run.stderr + JSON.stringify(run.photos)).toContain('The photo is HDR (PQ)');
  });
});
