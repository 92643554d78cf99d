import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Evaluation } from '@contract';
import { comparedRecords } from '../support/comparedRecords';
import { writeLpips } from '../support/lpips';
import { writeRaster } from '../support/photos';
import { modelsFolder, runCli, type Run } from '../support/runCli';
import { tempFolder } from '../support/tempFolder';

const names = ['1', '2', '3'];

/** Three results, lighter than their truths by 0.4 of full scale. */
async function pairs() {
  const home = tempFolder();
  const photos = join(home, 'photos');
  const size = { width: 70, height: 70, channels: 3 as const };
  const plain = (value: number) => ({ ...size, data: new Uint8Array(70 * 70 * 3).fill(value) });
  for (const folder of ['high', 'theirs']) await mkdir(join(photos, folder), { recursive: true });
  for (const name of names) {
    await writeRaster(plain(51), join(photos, 'high', `${name}.png`));
    await writeRaster(plain(153), join(photos, 'theirs', `${name}.png`));
  }
  const compare = (argv: readonly string[]): Promise<Run> =>
    runCli(['compare', '--truth', 'high', ...argv], { home, cwd: photos });
  return { home, photos, compare };
}

describe('candela compare with LPIPS', () => {
  it('measures LPIPS by a file of one’s own, and without it has no column of it', async () => {
    const { home, photos, compare } = await pairs();
    const texts = async (folder: string) => {
      await mkdir(join(photos, folder));
      const reports = ['html', 'csv', 'json', 'tex'].map((format) => join(folder, `scores.${format}`));
      const run = await compare(['--enhanced', 'theirs', ...reports.flatMap((file) => ['--report', file])]);
      expect(run.code).toBe(0);
      const files = await Promise.all(reports.map((file) => readFile(join(photos, file), 'utf8')));
      return [run.stdout, ...files];
    };
    const without = await texts('without');
    expect(without.filter((text) => /lpips(?! and NIQE)/i.test(text))).toEqual([]);
    const plainLines = await compare(['--enhanced', 'theirs', '--json']);
    expect(plainLines.stdout).not.toContain('lpips');
    await writeLpips(modelsFolder(home), 'square');
    const [words = '', html = '', csv = '', json = '', tex = ''] = await texts('with');
    expect(words).toMatch(/LPIPS ↓/);
    // 0.4 of full scale is 0.8 from −1 to 1.
    expect(words).toMatch(/ 0\.640 /);
    expect(html).toContain('LPIPS ↓');
    expect(html).not.toContain('LPIPS and NIQE');
    expect(csv).toMatch(/,flip,lpips,gain,/);
    expect(csv).toContain(',0.64,');
    expect(tex).toContain('LPIPS $\\downarrow$');
    const evaluation = Evaluation.parse(JSON.parse(json));
    expect(evaluation.summaries.theirs?.counts.lpips).toBe(3);
    expect(html).toContain(evaluation.lpips!);
    const { pairs: records, means } = comparedRecords(await compare(['--enhanced', 'theirs', '--json']));
    expect(records.map(({ lpips }) => lpips)).toEqual(Array(3).fill(expect.closeTo(0.64, 5)));
    expect(means[0]?.lpips).toBeCloseTo(0.64, 5);
    const missed = await compare(['--enhanced', 'theirs', '--fail-under', 'lpips=0.6']);
    expect(missed.code).toBe(3);
    expect(missed.stderr).toContain('theirs: LPIPS is 0.640; wanted: at most 0.6.');
    expect((await compare(['--enhanced', 'theirs', '--fail-under', 'lpips=0.7'])).code).toBe(0);
    expect((await runCli(['models'], { home, cwd: photos })).stdout).not.toMatch(/lpips/i);
  });

  it('says where LPIPS goes, and refuses a file that does not fit before it measures', async () => {
    const { home, compare } = await pairs();
    const missing = await compare(['--enhanced', 'theirs', '--fail-under', 'lpips=0.2']);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr.replaceAll(/\s+/g, ' ')).toContain(
      '--fail-under lpips needs LPIPS as an ONNX file, which Candela has no right to ship. Put yours at ',
    );
    expect(missing.stderr).toContain(join('lpips', 'lpips.onnx'));
    await writeLpips(modelsFolder(home), 'single');
    const unfit = await compare(['--enhanced', 'theirs', '--json']);
    expect(unfit).toMatchObject({ code: 1, stdout: '' });
    expect(unfit.stderr).toContain('The LPIPS file cannot be used: it has 1 input, not 2.');
  });
});
