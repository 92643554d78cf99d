import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heicFile, jxlFile } from '../fixtures/decodedFiles';
import { cliFolder } from '../support/cliFolder';
import { jpeg, pixelsOf, putFiles } from '../support/oddPhotos';
import { recordOf } from '../support/runCli';

describe('candela enhance on HEIC and JPEG XL', () => {
  it('does a folder of everything: photos that are sound, damaged, deep, of other kinds, and none', async () => {
    const { photos, enhanceJson } = await cliFolder('identity');
    const phone = heicFile('described');
    await putFiles(photos, {
      'phone.HEIC': phone,
      'deep.hif': heicFile('rgb10-422'),
      'grey.heif': heicFile('grey8'),
      'flat.jxl': jxlFile('rgb8'),
      'cut.jxl': jxlFile('rgb8').subarray(0, -30),
      'cut.heic': phone.subarray(0, -40),
      'junk.heic': Buffer.alloc(3000, 7),
      'empty.heic': Buffer.alloc(0),
      'photo.jpg': await jpeg(),
    });
    const run = await enhanceJson(['.']);
    expect(run.code).toBe(1);
    const of = (name: string) => recordOf(run, join(photos, name));
    const results = {
      'phone.HEIC': 'phone-candela.jpg',
      'deep.hif': 'deep-candela.tif',
      'grey.heif': 'grey-candela.jpg',
      'flat.jxl': 'flat-candela.jpg',
    };
    for (const [name, result] of Object.entries(results)) {
      expect(basename(of(name).output!)).toBe(result);
      const { width, height } = await pixelsOf(of(name).output!);
      expect([width, height]).toEqual([72, 64]);
    }
    expect(basename(of('photo.jpg').output!)).toBe('photo-candela.jpg');
    expect(of('phone.HEIC').notices).toEqual(['The result is JPEG, because HEIC files are not written.']);
    expect(of('cut.heic').error?.code).toBe('photo.damaged');
    expect(of('cut.jxl').error?.code).toBe('photo.damaged');
    expect(of('junk.heic').error?.code).toBe('photo.notAPhoto');
    expect(of('empty.heic').error?.code).toBe('photo.empty');
  });

  it('takes another picture of a file, and another format', async () => {
    const { photos, enhanceJson } = await cliFolder('identity');
    await putFiles(photos, { 'several.heic': heicFile('several') });
    const run = await enhanceJson(['several.heic', '--page', '2', '--format', 'png']);
    const record = recordOf(run, join(photos, 'several.heic'));
    expect(basename(record.output!)).toBe('several-candela.png');
    expect(record.notices).toEqual(['Page 2 of 3 was enhanced; another can be chosen (--page).']);
  });
});
