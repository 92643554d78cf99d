import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { itNeeding, throughMounting } from '../support/needs';
import { png, putFiles } from '../support/oddPhotos';
import { recordOf } from '../support/runCli';
import { cliFolderWithGoodPhoto } from '../support/cliFolder';

describe('candela enhance, disks that hold no result', () => {
  const mounting = throughMounting();
  itNeeding(mounting !== undefined, 'the right to mount a small disk')(
    'says that the disk is full, and leaves nothing half-written on it',
    async () => {
      const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
      await mkdir(join(photos, 'small'));
      await putFiles(photos, { 'big.png': await png(400, 400) });
      const script =
        'mount -t tmpfs -o size=64k none small || exit 99; "$@"; code=$?; ls -A small > left.txt; umount small; exit $code';
      const through = [...(mounting ?? []), 'sh', '-c', script, 'sh'];
      const run = await enhanceJson(['big.png', 'good.jpg', '--out', 'small'], { through });
      expect(recordOf(run, join(photos, 'big.png')).error).toMatchObject({
        code: 'output.noSpace',
        message: expect.stringMatching(/^The disk that holds .* is full\.$/) as string,
      });
      const { provider, megapixels, timings } = recordOf(run, join(photos, 'big.png'));
      expect({ provider, megapixels }).toEqual({ provider: 'cpu', megapixels: 0.16 });
      expect(timings.inferenceMs).toBeGreaterThan(0);
      expect(run.code).toBe(1);
      expect(recordOf(run, good)).toMatchObject({ status: 'done', provider: 'cpu' });
      expect(await readFile(join(photos, 'left.txt'), 'utf8')).toBe('good-candela.jpg\n');
    },
  );

  itNeeding(mounting !== undefined, 'the right to mount a small disk')(
    'says, before any photo, that the disk for the results is read-only',
    async () => {
      const { photos, enhance } = await cliFolderWithGoodPhoto();
      await mkdir(join(photos, 'fixed'));
      const script = 'mount -t tmpfs -o ro none fixed || exit 99; "$@"; code=$?; umount fixed; exit $code';
      const through = [...(mounting ?? []), 'sh', '-c', script, 'sh'];
      const { code, stderr } = await enhance(['good.jpg', '--out', 'fixed/deeper'], { through });
      expect(code).toBe(2);
      expect(stderr).toContain(`Nothing can be written to ${join(photos, 'fixed')}: the disk is read-only.`);
    },
  );
});
