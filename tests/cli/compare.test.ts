import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Evaluation } from '@contract';
import { comparedRecords } from '../support/comparedRecords';
import { writeModel } from '../support/models';
import { writeRaster } from '../support/photos';
import { picture } from '../support/previews';
import { holdingEngine } from '../support/holding';
import { modelsFolder, runCli, type Run, type RunOptions } from '../support/runCli';
import { tempFolder } from '../support/tempFolder';

const names = ['1', '2', '3'];

/** Three pairs of low light and truth; the truth is twice as bright, so that the model `double` makes it. */
async function pairs() {
  const home = tempFolder();
  const photos = join(home, 'photos');
  for (const folder of ['low', 'high', 'theirs']) await mkdir(join(photos, folder), { recursive: true });
  for (const model of ['identity', 'double'] as const) await writeModel(modelsFolder(home), model);
  for (const [at, name] of names.entries()) {
    const dark = picture(60 + 20 * at, 50);
    const lit = { ...dark, data: dark.data.map((value) => Math.min(255, value * 2)) };
    await writeRaster(dark, join(photos, 'low', `${name}.png`));
    await writeRaster(lit, join(photos, 'high', `${name}.webp`));
    await writeRaster(
      { ...lit, data: lit.data.map((value) => Math.min(255, value + 10)) },
      join(photos, 'theirs', `${name}-best.png`),
    );
  }
  const compare = (argv: readonly string[], options: Partial<RunOptions> = {}): Promise<Run> =>
    runCli(['compare', '--truth', 'high', '--provider', 'cpu', ...argv], { home, cwd: photos, ...options });
  return { home, photos, compare };
}

describe('candela compare', () => {
  it('puts models, results and baselines side by side, with time and memory', async () => {
    const { compare } = await pairs();
    const run = await compare([
      '--low',
      'low',
      '--model',
      'identity,double',
      '--enhanced',
      'theirs',
      '--json',
    ]);
    expect(run.code).toBe(0);
    const { pairs: records, means, alone } = comparedRecords(run);
    expect(alone).toEqual([]);
    expect(means.map(({ model }) => model)).toEqual([
      ...['identity', 'double', 'nothing', 'gamma', 'equalised', 'clahe', 'theirs'],
    ]);
    expect(records).toHaveLength(7 * names.length);
    const of = (model: string) => means.find((record) => record.model === model)!;
    expect(of('double')).toMatchObject({
      pairs: 3,
      failed: 0,
      psnr: 100,
      ssim: expect.closeTo(1, 6) as number,
      equal: 3,
    });
    expect(of('identity').psnr).toBe(of('nothing').psnr);
    expect(of('identity').psnrGtMean).toBeGreaterThan(of('identity').psnr!);
    expect(of('theirs')).toMatchObject({ ms: null, peakRssMb: null, pairs: 3 });
    expect(of('theirs').psnr).toBeCloseTo(28.1, 0);
    expect(of('double').ms).toBeGreaterThan(0);
    expect(of('double').peakRssMb).toBeGreaterThan(50);
    const own = records.filter(({ model }) => model === 'identity').map(({ psnr }) => psnr!);
    expect(own.reduce((sum, value) => sum + value, 0) / own.length).toBeCloseTo(of('identity').psnr!, 10);
    expect(records.find(({ model, name }) => model === 'double' && name === '1')!.psnr).toBeNull();
  });

  it('says in words what came out, and lists what has no partner', async () => {
    const { photos, compare } = await pairs();
    await writeRaster(picture(20, 20), join(photos, 'low', 'lonely.png'));
    await writeRaster(picture(20, 20), join(photos, 'high', '9.png'));
    const run = await compare(['--low', 'low', '--model', 'double', '--no-baselines']);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('Without a partner: 2.\n');
    expect(run.stderr).toContain(`  low light: ${join('low', 'lonely.png')}\n`);
    expect(run.stderr).toContain(`  ground truth: ${join('high', '9.png')}\n`);
    expect(run.stdout.split('\n')[0]).toMatch(/^ +PSNR ↑ +SSIM ↑/);
    expect(run.stdout.split('\n')[1]).toMatch(/^double +100\.00 +1\.000/);
  });

  it('ends with 3 where a mean misses what is wanted, and baselines do not count', async () => {
    const { compare } = await pairs();
    const missed = await compare(['--enhanced', 'theirs', '--fail-under', 'psnr=30,flip=0.5']);
    expect(missed.code).toBe(3);
    expect(missed.stderr).toMatch(/^theirs: PSNR is 28\.\d\d dB; wanted: at least 30 dB\.$/m);
    expect(missed.stderr).not.toContain('FLIP');
    const reached = await compare(['--low', 'low', '--model', 'double', '--fail-under', 'psnr=30']);
    expect(reached.code).toBe(0);
  });

  it('goes on where it was stopped, and only then', async () => {
    const { home, compare } = await pairs();
    const argv = ['--low', 'low', '--model', 'identity,double', '--no-baselines', '--json'];
    const engine = await holdingEngine(home, { call: 'photos.compare', after: 1 });
    engine.hold();
    const stopped = await compare(argv, {
      env: engine.env,
      onStart: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('The same command goes on where this one stopped.');
    const notes = join(home, 'cache', 'comparisons');
    expect(await readdir(notes)).toHaveLength(1);
    const rest = await compare(argv);
    expect(rest.code).toBe(0);
    expect(rest.stderr).toMatch(/measured before/);
    expect(comparedRecords(rest).pairs).toHaveLength(6);
    expect(await readdir(notes)).toEqual([]);
    const anew = await compare(argv);
    expect(anew.stderr).not.toContain('measured before');
    const scores = (run: Run) =>
      comparedRecords(run).pairs.map(({ name, model, psnr, flip }) => ({ name, model, psnr, flip }));
    expect(scores(anew)).toEqual(scores(rest));
  });

  it('names pictures that cannot be compared, compares the rest, and ends with 1', async () => {
    const { photos, compare } = await pairs();
    await writeRaster(picture(30, 30), join(photos, 'theirs', '2-best.png'));
    await writeFile(join(photos, 'theirs', '3-best.png'), 'no picture');
    const run = await compare(['--enhanced', 'theirs', '--json']);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('2-best.png is 30 × 30 pixels, but the ground truth 2.webp is 80 × 50.');
    const { pairs: records, means } = comparedRecords(run);
    expect(records.map(({ error }) => error?.code)).toEqual([
      undefined,
      'truth.otherSize',
      'photo.notAPhoto',
    ]);
    expect(means[0]).toMatchObject({ pairs: 1, failed: 2 });
    const cut = await compare(['--enhanced', 'theirs', '--crop', 'centre', '--json']);
    expect(comparedRecords(cut).pairs[1]).toMatchObject({ remarks: ['cropped'] });
  });

  it('pairs by a table and by a pattern', async () => {
    const { photos, compare } = await pairs();
    const argv = ['--low', 'low', '--model', 'double', '--no-baselines', '--json'];
    await writeFile(join(photos, 'pairs.csv'), 'low,truth\n1.png,1.webp\n3.png,3.webp\n');
    const table = comparedRecords(await compare([...argv, '--pairs', 'pairs.csv']));
    expect(table.pairs.map(({ name }) => name)).toEqual(['1', '3']);
    expect(table.alone.map(({ side }) => side)).toEqual(['low', 'truth']);
    const pattern = await compare(['--enhanced', 'theirs', '--pairs', '{}-best={}', '--json']);
    expect(comparedRecords(pattern).pairs).toHaveLength(3);
    const none = await compare(['--enhanced', 'theirs', '--pairs', 'x{}={}']);
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('No picture belongs to a ground truth in');
  });

  it('takes the truths of single pictures, and leaves out what is not wanted', async () => {
    const { compare } = await pairs();
    const argv = ['--low', 'low', '--no-model', '--baselines', 'gamma,nothing', '--enhanced', 'theirs'];
    const run = await compare([
      ...argv,
      '--pair',
      'low/1.png=2.webp',
      '--pair',
      '3.png=',
      '--crop',
      'corner',
      '--json',
    ]);
    expect(run.code).toBe(0);
    const { pairs: records, means, alone } = comparedRecords(run);
    expect(means.map(({ model }) => model)).toEqual(['gamma', 'nothing', 'theirs']);
    const of = (model: string) => records.filter((one) => one.model === model).map(({ name }) => name);
    // `2.png` lost its truth to `1.png`; the results are paired as before.
    expect([of('nothing'), of('theirs')]).toEqual([['2'], ['1', '2', '3']]);
    expect(alone.map(({ path }) => basename(path))).toEqual(['2.png', '3.png']);
    const wrong = await compare([...argv, '--pair', 'low/1.png=nowhere.webp']);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('not “low/1.png=nowhere.webp”');
    const one = await compare(['--enhanced', 'theirs/1-best.png', '--json']);
    expect(comparedRecords(one).pairs.map(({ name }) => name)).toEqual(['1']);
  });

  it('writes its reports: a page, a table, plain data and LaTeX', async () => {
    const { photos, compare } = await pairs();
    const files = ['html', 'csv', 'json', 'tex'].map((format) => join('out', `scores.${format}`));
    await mkdir(join(photos, 'out'));
    const run = await compare([
      ...['--low', 'low', '--model', 'double', '--enhanced', 'theirs'],
      ...files.flatMap((file) => ['--report', file]),
    ]);
    expect(run.code).toBe(0);
    const [html = '', csv = '', json = '', tex = ''] = await Promise.all(
      files.map((file) => readFile(join(photos, file), 'utf8')),
    );
    // Low light, truth, and picture and errors of two candidates, for each pair.
    expect(html.match(/data:image\/webp;base64,/g)).toHaveLength(6 * names.length);
    expect(html).toContain('candela compare --truth high --low low --model double --enhanced theirs');
    expect(html).toMatch(/ONNX Runtime \d+\.\d+/);
    expect(html).not.toMatch(/https?:\/\/(?!doi)|<script/);
    const evaluation = Evaluation.parse(JSON.parse(json));
    expect(evaluation.pairs.map(({ name }) => name)).toEqual(names);
    for (const { sha256 } of evaluation.candidates.flatMap((one) => (one.kind === 'model' ? [one] : [])))
      expect(html).toContain(sha256);
    expect(csv.trim().split('\r\n')).toHaveLength(1 + 6 * names.length);
    expect(csv).toContain('1,double,inf,');
    expect(tex).toContain('double & \\textbf{100.00}');
  });

  it('leaves the folders that it reads as they are', async () => {
    const { photos, compare } = await pairs();
    const before = await readdir(photos, { recursive: true });
    await compare(['--low', 'low', '--model', 'double']);
    expect(await readdir(photos, { recursive: true })).toEqual(before);
    expect(existsSync(join(photos, 'low', 'enhanced'))).toBe(false);
  });

  it.each([
    [
      ['--enhanced', 'theirs', '--fail-under', 'psnr'],
      '--fail-under takes a metric and a number, like psnr=23',
    ],
    [
      ['--enhanced', 'theirs', '--report', 'x.pdf'],
      '--report takes a file that ends in .html, .csv, .json, .tex',
    ],
    [['--model', 'double'], 'name their folder with --low'],
    [[], 'Name what is compared: --low FOLDER for models, or --enhanced FOLDER for results.'],
    [['--low', 'low', '--model', 'nmae'], 'There is no model called nmae.'],
    [['--enhanced', 'theirs', '--pairs', 'low{}{}'], '--pairs takes name, order, a .csv file, or a pattern'],
    [
      ['--low', 'low', '--no-model', '--no-baselines'],
      'Name what is compared: --low FOLDER for models, or --enhanced FOLDER for results.',
    ],
    [
      ['--low', 'low', '--baselines', 'magic'],
      '--baselines takes some of nothing, gamma, equalised, clahe, not “magic”.',
    ],
    [['--enhanced', 'theirs', '--crop', 'left'], '--crop takes centre or corner, not “left”.'],
  ])('answers %j with 2 and a sentence', async (argv, sentence) => {
    const { compare } = await pairs();
    const { code, stdout, stderr } = await compare(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
