import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BatchRecord } from '@contract';
import { cliFolder } from '../support/cliFolder';
import { jpeg, png, putFiles } from '../support/oddPhotos';
import { holdingEngine } from '../support/holding';
import { recordOf, runCli } from '../support/runCli';

const results = async (folder: string) =>
  (await readdir(folder)).filter((name) => !name.startsWith('.candela')).sort();

/** A folder of small photos, each of another size. */
async function shoot(count: number) {
  const place = await cliFolder('double');
  const pictures = await Promise.all(Array.from({ length: count }, (_, index) => png(40 + index, 30)));
  await putFiles(
    place.photos,
    Object.fromEntries(pictures.map((picture, index) => [`${index}.png`, picture])),
  );
  return { ...place, out: join(place.home, 'out') };
}

describe('candela enhance, batches with a journal', () => {
  it('finds nothing left of a batch that is done, and does anew what changed since', async () => {
    const { photos, out, enhanceJson } = await shoot(3);
    await enhanceJson(['.', '--out', out]);
    const [again, changed] = [await enhanceJson(['--resume', out]), join(photos, '1.png')];
    expect(again.photos.map(({ reason }) => reason)).toEqual(['doneBefore', 'doneBefore', 'doneBefore']);
    const before = await readFile(join(out, '1-candela.png'));
    await writeFile(changed, await png(70, 50));
    const third = await enhanceJson(['--resume', out]);
    expect(third.stderr).toContain('1.png is done again: the photo has changed.');
    expect(third.summary).toMatchObject({ done: 1, skipped: 2 });
    expect(await results(out)).toEqual(['0-candela.png', '1-candela.png', '2-candela.png']);
    expect((await readFile(join(out, '1-candela.png'))).equals(before)).toBe(false);
  });

  it('does a setting anew that is given with --resume, and refuses one that would change names', async () => {
    const { out, enhanceJson, enhance } = await shoot(2);
    await enhanceJson(['.', '--out', out]);
    const run = await enhanceJson(['--resume', out, '--strength', '0.5']);
    expect(run.summary).toMatchObject({ done: 2 });
    const refused = await enhance(['--resume', out, '--format', 'tiff']);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('--format cannot be changed with --resume'),
    ]);
  });

  it('skips by content: another photo of the same name is done beside the first', async () => {
    const { photos, out, enhanceJson } = await shoot(2);
    const argv = ['.', '--out', out, '--on-conflict', 'skip'];
    await enhanceJson(argv);
    expect((await enhanceJson(argv)).summary).toMatchObject({ done: 0, skipped: 2 });
    await writeFile(join(photos, '0.png'), await png(70, 50));
    expect((await enhanceJson(argv)).summary).toMatchObject({ done: 1, skipped: 1 });
    expect((await enhanceJson(argv)).summary).toMatchObject({ done: 0, skipped: 2 });
    expect(await results(out)).toEqual(['0-candela-2.png', '0-candela.png', '1-candela.png']);
  });

  it('shares a folder between two runs: the union is whole, and nothing is done twice', async () => {
    const { out, enhanceJson } = await shoot(12);
    const shares = await Promise.all(
      ['1/2', '2/2'].map((shard) => enhanceJson(['.', '--out', out, '--shard', shard])),
    );
    expect(shares.map(({ code }) => code)).toEqual([0, 0]);
    expect(shares.every(({ summary }) => summary.done > 0)).toBe(true);
    const names = Array.from({ length: 12 }, (_, index) => `${index}-candela.png`);
    expect(await results(out)).toEqual(names.sort());
    const left = await enhanceJson(['--resume', out]);
    expect(left.summary).toMatchObject({ done: 0, failed: 0, skipped: 12 });
  });

  it('goes on with a share whose command is given again, and begins another batch anew', async () => {
    const { home, photos, out, enhanceJson } = await shoot(8);
    const share = ['.', '--out', out, '--shard', '1/2', '--exclude', '7.png'];
    const whole = await enhanceJson(share);
    const { done } = whole.summary;
    expect(done).toBeGreaterThan(1);
    const again = await enhanceJson(share);
    expect(again.summary).toMatchObject({ done: 0, failed: 0, skipped: done });
    expect(await results(out)).toHaveLength(done);
    const { input, output } = whole.photos[0]!;
    await rm(output!);
    const third = await enhanceJson(share);
    expect(third.photos.filter(({ status }) => status === 'done')).toMatchObject([{ input, output }]);
    const other = await enhanceJson([...share, '--strength', '0.5']);
    expect(other.summary).toMatchObject({ done, skipped: 0 });
    const one = await enhanceJson(['--resume', out, '--shard', '1/2']);
    expect(one.summary).toMatchObject({ done: 0, failed: 0, skipped: done });
    const none = await runCli(['enhance', '--resume', out, '--shard', '2/2'], { home, cwd: photos });
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('There is no journal of a batch')]);
  });

  it('tries again, when a share is started again, what it refused while it was planned', async () => {
    const { photos, out, enhanceJson } = await shoot(2);
    const sound = await png(50, 30);
    await putFiles(photos, { 'x.png': 'on its way', 'y.png': 'a letter', 'x.jpg': await jpeg(44, 33) });
    const share = ['.', '--out', out, '--shard', '1/1', '--name', '{name}', '--on-conflict', 'overwrite'];
    const first = await enhanceJson([...share, '--format', 'png']);
    expect(first.summary).toMatchObject({ done: 3, failed: 2 });
    const before = await readFile(join(out, 'x.png'));
    await putFiles(photos, { 'x.png': sound });
    const again = await enhanceJson([...share, '--format', 'png']);
    expect(again.summary).toMatchObject({ done: 1, failed: 1, skipped: 3 });
    // The name that it would have had is another photo's by now.
    const { output } = recordOf(again, join(photos, 'x.png'));
    expect(output).toBe(join(out, 'x-2.png'));
    expect((await readFile(join(out, 'x.png'))).equals(before)).toBe(true);
    expect(recordOf(again, join(photos, 'y.png')).error?.code).toBe('photo.notAPhoto');
    await putFiles(photos, { 'y.png': sound });
    const third = await enhanceJson([...share, '--format', 'png']);
    expect(third.summary).toMatchObject({ done: 1, failed: 0, skipped: 4 });
    const last = await enhanceJson([...share, '--format', 'png']);
    expect(last).toMatchObject({ code: 0, summary: { done: 0, failed: 0, skipped: 5 } });
    expect(await results(out)).toEqual(['0.png', '1.png', 'x-2.png', 'x.png', 'y.png']);
  });

  it('does not take a batch that was killed before its plan stood for a finished one', async () => {
    const { home, photos, out, enhance, enhanceJson } = await shoot(3);
    await enhanceJson(['.', '--out', out]);
    const file = join(out, '.candela', 'journal.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    const cut = join(home, 'cut');
    await mkdir(join(cut, '.candela'), { recursive: true });
    for (const kept of [1, 2, 4]) {
      await writeFile(join(cut, '.candela', 'journal.jsonl'), `${lines.slice(0, kept).join('\n')}\n`);
      const run = await enhance(['--resume', cut]);
      expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('was stopped before it had begun')]);
    }
    await writeFile(file, `${lines.join('\n')}${lines[1]!.replaceAll(/"run":"\w+"/g, '"run":"00000000"')}\n`);
    const mixed = await enhanceJson(['--resume', out]);
    expect([mixed.code, mixed.summary.skipped]).toEqual([1, 3]);
    expect((await enhanceJson([photos, '--out', cut])).summary).toMatchObject({ done: 3 });
  });

  it('says who is writing to a folder already, and what is unfinished', async () => {
    const { home, photos, out, enhance } = await shoot(12);
    const lists = () => runCli(['batches', '--json'], { home });
    const engine = await holdingEngine(home);
    engine.hold();
    const running = enhance(['.', '--out', out], { env: engine.env });
    await expect.poll(engine.isHeld).toBe(true);
    const [second, unfinished] = await Promise.all([enhance(['.', '--out', out]), lists()]);
    engine.free();
    const first = await running;
    expect(first.code).toBe(0);
    const { code, stderr } = second;
    expect(code).toBe(1);
    expect(stderr).toContain(`Another Candela is writing to ${out}: process `);
    const listed = BatchRecord.parse(JSON.parse(unfinished.stdout));
    expect(listed).toMatchObject({ folder: out, photos: 12, isRunning: true });
    expect((await lists()).stdout).toBe('');
    expect(await results(photos)).toHaveLength(12);
  });
});
