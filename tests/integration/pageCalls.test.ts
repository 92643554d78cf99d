import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRouter, type TestRouter } from '../support/router';
import { bundle } from '../support/runBundled';

let entry = '';
let at: TestRouter;

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

beforeEach(async () => {
  at = await openRouter(entry);
});

const look = {
  inference: { model: 'cnn', controls: {}, provider: 'auto' as const },
  mix: { strength: 1, finish: {} },
};
const choices = {};

/** The brightness of what is shown of a photo. */
async function levelOf(photo: string) {
  const { picture } = await at.call('photos.preview', { photo, size: 256 });
  return at.services.images.take(photo, picture.image)?.[0];
}

describe('another page of a photo', () => {
  it('has a handle and a summary of its own, and no path', async () => {
    const photo = await at.open(at.put('scan.tif')[0]!);
    const page = await at.call('photos.choosePage', { photo, page: 2 });
    expect(page).toMatchObject({ name: 'scan.tif', summary: { width: 128, page: 2, pages: 3 } });
    expect(page.photo).not.toBe(photo);
    expect(JSON.stringify(page)).not.toContain(at.home);
    expect([await levelOf(photo), await levelOf(page.photo)]).toEqual([20, 40]);
  });

  it('takes the place of the one before when that is closed', async () => {
    const [scan = '', other = ''] = at.put('scan.tif', 'other.jpg');
    const photo = await at.open(scan);
    await at.open(other);
    const page = await at.call('photos.choosePage', { photo, page: 3 });
    await at.call('photos.close', { photos: [photo] });
    expect(at.services.registry.entries()).toMatchObject([{ photo: page.photo }, { name: 'other.jpg' }]);
    expect(await at.open(scan)).toBe(page.photo);
    expect(await at.call('photos.reopen', { photo: page.photo })).toMatchObject({
      photo: page.photo,
      summary: { page: 3 },
    });
    const back = await at.call('photos.choosePage', { photo: page.photo, page: 1 });
    expect(back.summary).toMatchObject({ width: 64, page: 1 });
  });

  it('is what is saved, named and copied as a command', async () => {
    const photo = await at.open(at.put('scan.tif')[0]!);
    const { photo: page } = await at.call('photos.choosePage', { photo, page: 2 });
    const named = { photo: page, look, choices: { nameTemplate: '{name} {page}' } };
    expect(await at.call('save.example', named)).toMatchObject({ name: 'scan 2.jpg' });
    await at.call('save.write', named);
    const result = join(at.home, 'enhanced', 'scan 2.jpg');
    expect(readFileSync(result, 'utf8')).toBe('enhanced scan.tif, page 2');
    const wanted = { photo: page, look, choices, copy: false };
    const { command } = await at.call('save.command', wanted);
    expect(command).toBe(`candela enhance --model cnn --page 2 ${join(at.home, 'scan.tif')}`);
    expect((await at.call('save.command', { ...wanted, photo })).command).not.toContain('--page');
  });

  it('that is not there is refused, and the photo stays as it is', async () => {
    const photo = await at.open(at.put('scan.tif')[0]!);
    expect(await at.answer('photos.choosePage', { photo, page: 4 })).toMatchObject({
      ok: false,
      error: { code: 'photo.noPage' },
    });
    expect(at.services.registry.entries()).toMatchObject([{ photo, summary: { page: 1 } }]);
    for (const page of [0, 1.5, '2'] as number[]) {
      expect(await at.answer('photos.choosePage', { photo, page })).toMatchObject({
        error: { code: 'usage.refusedMessage' },
      });
    }
  });

  it('is compared with the same page of its ground truth, or with one that has no pages', async () => {
    const [scan = '', truth = ''] = at.put('low/scan.tif', 'high/scan.tif');
    const photo = await at.open(scan);
    const { photo: page } = await at.call('photos.choosePage', { photo, page: 2 });
    const found = await at.call('photos.findTruth', { photo: page });
    expect(found?.summary).toMatchObject({ width: 128, page: 2 });
    const dropped = await at.drop([truth], { kind: 'truth', photo: page });
    expect(dropped).toMatchObject({ ok: true, value: [{ summary: { page: 2 } }] });
    // One that has no page 2 is taken as it is, and then has another size here.
    const single = await at.drop(at.put('single.jpg'), { kind: 'truth', photo: page });
    expect(single).toMatchObject({ ok: false, error: { code: 'truth.otherSize' } });
  });
});
