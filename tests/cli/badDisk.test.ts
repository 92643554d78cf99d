import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JournalLine, SummaryRecord } from '@contract';
import { itNeeding, throughMounting } from '../support/needs';
import { png, putFiles } from '../support/oddPhotos';
import { recordOf } from '../support/runCli';
import { cliFolder, cliFolderWithGoodPhoto } from '../support/cliFolder';

describe('candela enhance, disks that hold no result', () => {
  const mounting = throughMounting();
  itNeeding(mounting !== undefined, 'the right to mount a small disk')(
    'says that the disk is full, and leaves nothing half-written on it',
    async () => {
      const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
      await mkdir(join(photos, 'small'));
      await putFiles(photos, { 'big.png': await png(400, 400) });
      const script =
        'mount -t tmpfs -o size=64k none small || exit 99; "$@"; code=$?; ls -A small | grep -vx .candela > left.txt; umount small; exit $code';
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
    'does what fits when the disk fills in the middle of a batch, says so of the rest, and does it when there is room',
    async () => {
      const { photos, enhanceJson } = await cliFolder();
      await mkdir(join(photos, 'small'));
      await mkdir(join(photos, 'in'));
      const picture = await png(100, 100);
      const names = Array.from({ length: 8 }, (_, index) => `in/${index}.png`);
      await putFiles(photos, Object.fromEntries(names.map((name) => [name, picture])));
      const script =
        'mount -t tmpfs -o size=100k none small || exit 99; "$@"; code=$?; ls -A small | grep -vx .candela > left.txt; cp small/.candela/journal.jsonl full.jsonl; mount -o remount,size=4m small; "$1" "$2" enhance --resume small --json > resumed.txt; ls small > all.txt; umount small; exit $code';
      const through = [...(mounting ?? []), 'sh', '-c', script, 'sh'];
      const run = await enhanceJson(['in', '--out', 'small'], { through });
      expect(run.code).toBe(1);
      const { done, failed } = run.summary;
      expect({ all: done + failed, some: done > 0 && failed > 0 }).toEqual({ all: 8, some: true });
      const failures = run.photos.filter(({ status }) => status === 'failed');
      expect(new Set(failures.map(({ error }) => error?.code))).toEqual(new Set(['output.noSpace']));
      const left = (await readFile(join(photos, 'left.txt'), 'utf8')).trim().split('\n');
      const results = left.filter((name) => !name.startsWith('.candela'));
      expect(results).toHaveLength(done);
      expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
      for (const name of names) expect((await readFile(join(photos, name))).equals(picture)).toBe(true);
      const [, ...lines] = (await readFile(join(photos, 'full.jsonl'), 'utf8')).trimEnd().split('\n');
      const types = lines.map((line) => JournalLine.parse(JSON.parse(line)).type);
      expect(types.filter((type) => type === 'failed')).toHaveLength(failed);
      const resumed =
        (await readFile(join(photos, 'resumed.txt'), 'utf8')).trimEnd().split('\n').at(-1) ?? '';
      expect(SummaryRecord.parse(JSON.parse(resumed))).toMatchObject({
        done: failed,
        failed: 0,
        skipped: done,
      });
      expect((await readFile(join(photos, 'all.txt'), 'utf8')).trim().split('\n')).toHaveLength(8);
    },
  );

  itNeeding(mounting !== undefined, 'the right to mount a small disk')(
    'stops with one sentence when the journal itself does not fit on the disk',
    async () => {
      const { photos, enhance } = await cliFolder();
      await mkdir(join(photos, 'small'));
      await mkdir(join(photos, 'in'));
      const picture = await png(30, 20);
      const names = Array.from({ length: 60 }, (_, index) => `in/${index}.png`);
      await putFiles(photos, Object.fromEntries(names.map((name) => [name, picture])));
      // The plan of so many photos takes most of it.
      const script =
        'mount -t tmpfs -o size=16k none small || exit 99; "$@"; code=$?; find small -type f | grep -v .candela/ > left.txt; umount small; exit $code';
      const through = [...(mounting ?? []), 'sh', '-c', script, 'sh'];
      const run = await enhance(['in', '--out', 'small'], { through });
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 1, stdout: '' });
      expect(run.stderr).toMatch(/could not be written, so the batch was stopped: the disk is full\./);
      expect(await readFile(join(photos, 'left.txt'), 'utf8')).toBe('');
      for (const name of names) expect((await readFile(join(photos, name))).equals(picture)).toBe(true);
    },
  );

  it('says that the folder for the results was removed meanwhile, and stops', async () => {
    const { photos, enhanceJson } = await cliFolder('blur');
    const picture = await png(700, 500);
    const names = Array.from({ length: 6 }, (_, index) => `in/${index}.png`);
    await mkdir(join(photos, 'in'));
    await putFiles(photos, Object.fromEntries(names.map((name) => [name, picture])));
    const out = join(photos, 'out');
    let isRemoved = false;
    const run = await enhanceJson(['in', '--out', out], {
      onStart: (child) => {
        const timer = setInterval(() => {
          if (isRemoved || !existsSync(out)) return;
          if (!readdirSync(out).some((name) => name.endsWith('.part'))) return;
          // In one step: what is written by its path meanwhile would keep the folder.
          renameSync(out, `${out} away`);
          rmSync(`${out} away`, { recursive: true });
          isRemoved = true;
        }, 1);
        child.on('close', () => {
          clearInterval(timer);
        });
      },
    });
    expect(isRemoved).toBe(true);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/so the batch was stopped: its folder was removed meanwhile\./);
    for (const { error } of run.photos.filter(({ status }) => status === 'failed'))
      expect(error?.message).toMatch(/^Nothing can be written to .*: its folder was removed meanwhile\.$/);
    for (const name of names) expect((await readFile(join(photos, name))).equals(picture)).toBe(true);
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
  });

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
