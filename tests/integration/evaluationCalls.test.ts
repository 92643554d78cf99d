/** @file Reports and commands of what the window measured, over an engine that invents scores. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Evaluation, type CallInput, type ComparedSets, type Treatment } from '@contract';
import { byModel, openScoringRouter, openSets, photosOf, type Sets } from '../support/pairSets';
import type { TestRouter } from '../support/router';
import { bundle } from '../support/runBundled';
import { tempFolder } from '../support/tempFolder';
import { candela } from '../support/textProgram';

let entry = '';
let at: TestRouter;

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

beforeEach(async () => {
  at = await openScoringRouter(entry);
});

/** Opens folders of the home; the pictures of each by the folder's name. */
async function opened(files: readonly string[], ...folders: string[]): Promise<Sets> {
  at.put(...files);
  return openSets(at, ...folders);
}

const untouched: Treatment = { by: 'baseline', baseline: 'nothing' };

/** What the page says of them; pictures are paired one by one unless it is told otherwise. */
function said(sets: Sets, more: Partial<ComparedSets> = {}): ComparedSets {
  const set = (name: string) => ({
    photos: photosOf(sets[name]),
    truths: photosOf(sets[name]).map((_, place) => place),
  });
  return {
    ...{ truths: photosOf(sets.high), low: set('low'), models: ['candela'], baselines: ['nothing'] },
    results: sets.theirs === undefined ? [] : [{ name: 'theirs', ...set('theirs') }],
    ...{ pairing: 'name', crop: 'none', provider: 'cpu', ...more },
  };
}

function measure(
  photo: string,
  truth: string,
  { treatment, crop = 'none' }: { treatment: Treatment; crop?: CallInput<'photos.compare'>['crop'] },
) {
  return at.call('photos.compare', { photo, truth, treatment, crop, priority: 'batch' });
}

/** Measures the pairs of `low` and `theirs` with their truths, one by one. */
async function measured(sets: Sets): Promise<void> {
  const truths = photosOf(sets.high);
  for (const treatment of [byModel, untouched])
    for (const [place, photo] of photosOf(sets.low).entries())
      await measure(photo, truths[place]!, { treatment });
  for (const [place, photo] of photosOf(sets.theirs).entries())
    await measure(photo, truths[place]!, { treatment: { by: 'nobody' } });
}

const both = ['low/1.png', 'low/2.png', 'high/1.png', 'high/2.png', 'theirs/1.png', 'theirs/2.png'];

async function report(file: string, sets: ComparedSets) {
  mkdirSync(join(at.home, 'out'), { recursive: true });
  at.person.answers = [join(at.home, 'out', file)];
  return at.call('evaluation.report', sets);
}

describe('a report of the window', () => {
  it('holds what was measured, as the command line’s does, in each format', async () => {
    const sets = await opened(both, 'low', 'high', 'theirs');
    await measured(sets);
    const written = await report('scores.json', said(sets));
    expect(written).toEqual({ name: 'scores.json', folder: expect.stringMatching(/\/out$/) as string });
    const folder = join(at.home, 'out');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const evaluation = Evaluation.parse(JSON.parse(read('scores.json')));
    expect(evaluation.candidates.map(({ id }) => id)).toEqual(['candela', 'nothing', 'theirs']);
    expect(evaluation.pairs.map(({ name }) => name)).toEqual(['1', '2']);
    expect(evaluation.summaries.candela).toMatchObject({ pairs: 2, ms: 12, peakRssMb: null });
    expect(evaluation.summaries.candela!.means.psnr).toBe(20);
    expect(evaluation.summaries.theirs).toMatchObject({ equal: 2, ms: null });
    expect(evaluation).toMatchObject({ runtime: 'ONNX Runtime 1.2.3', candela: '1.2.3' });
    expect(evaluation.pairs[0]!.low).toBe(join(at.home, 'low/1.png'));
    for (const name of ['scores.csv', 'scores.tex', 'scores.html', 'bare']) await report(name, said(sets));
    expect(read('scores.csv').trim().split('\r\n')).toHaveLength(1 + 3 * 2);
    expect(read('scores.tex')).toContain('candela & ');
    // Two pairs: low light, truth, and picture and errors of the model and of the results.
    expect(read('scores.html').match(/data:image\/webp;base64,/g)).toHaveLength(6 * 2);
    // Without an extension that is known it is a page.
    expect(read('bare.html')).toContain('Candela evaluation');
  });

  it('names failed pictures, leaves out what was not measured, and lists what has no partner', async () => {
    const sets = await opened([...both.slice(0, 4), 'low/refuse.png'], 'low', 'high');
    const [first, second, alone] = photosOf(sets.low);
    const truths = photosOf(sets.high);
    await measure(first!, truths[0]!, { treatment: byModel });
    expect(
      await at.answer('photos.compare', {
        ...{ photo: alone!, truth: truths[1]!, treatment: untouched, crop: 'none', priority: 'batch' },
      }),
    ).toMatchObject({ ok: false });
    const low = { photos: [first!, second!, alone!], truths: [0, -1, 1] };
    await report('some.json', said(sets, { low }));
    const some = Evaluation.parse(JSON.parse(readFileSync(join(at.home, 'out/some.json'), 'utf8')));
    expect(
      some.pairs.flatMap(({ outcomes }) =>
        Object.entries(outcomes).map(([id, one]) => [id, one.error?.code]),
      ),
    ).toEqual([
      ['candela', undefined],
      ['nothing', 'photo.empty'],
    ]);
    expect(some.unmatched).toEqual([{ type: 'unmatched', side: 'low', path: join(at.home, 'low/2.png') }]);
  });

  it('keeps figures of another cut and of another device apart', async () => {
    const sets = await opened(both.slice(0, 4), 'low', 'high');
    await measured(sets);
    await report('cut.json', said(sets, { crop: 'centre' }));
    const cut = Evaluation.parse(JSON.parse(readFileSync(join(at.home, 'out/cut.json'), 'utf8')));
    expect(cut.pairs).toEqual([]);
    await report('gpu.json', said(sets, { provider: 'auto' }));
    const gpu = Evaluation.parse(JSON.parse(readFileSync(join(at.home, 'out/gpu.json'), 'utf8')));
    expect(gpu.candidates.map(({ id }) => id)).toEqual(['nothing']);
  });

  it('is given up when it is cancelled, and leaves nothing behind', async () => {
    // The small picture of this truth is made until somebody cancels it.
    const sets = await opened(['low/a.png', 'high/slow.png'], 'low', 'high');
    await measured(sets);
    mkdirSync(join(at.home, 'out'));
    at.person.answers = [join(at.home, 'out', 'scores.html')];
    const writing = at.router.answer({ name: 'evaluation.report', input: said(sets), id: 'report' });
    await vi.waitFor(() => {
      expect(at.events).toContainEqual(
        expect.objectContaining({ kind: 'progress', call: 'report', stage: 'report' }),
      );
    });
    at.router.cancel('report');
    expect(await writing).toMatchObject({ ok: false, aborted: true });
    expect(readdirSync(join(at.home, 'out'))).toEqual([]);
  });

  it('is not written when the dialog is cancelled', async () => {
    const sets = await opened(both, 'low', 'high', 'theirs');
    await measured(sets);
    at.person.answers = [];
    expect(await at.call('evaluation.report', said(sets))).toBeNull();
    expect(readdirSync(at.home)).not.toContain('out');
  });
});

/** The words that a shell splits a text into; comments are none. */
function wordsOf(text: string): string[] {
  const script = `set -- ${text.split('\n')[0]!}\nprintf '%s\\0' "$@"`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

/** What the command line's own parser and planner make of the copied command: picture, truth and maker of each pair. */
async function run(text: string) {
  const [program, ...argv] = wordsOf(text);
  expect(program).toBe('candela');
  const { stderr, seen } = await candela(argv, { cache: tempFolder() });
  const pairs = seen.compared.map(({ photo, truth, treatment, crop }) => {
    const by = treatment.by === 'model' ? treatment.inference.model : treatment.by;
    return `${by} ${basename(photo)} ${basename(truth)} ${crop}`;
  });
  return { stderr, pairs };
}

async function reproduced(sets: ComparedSets) {
  const known = await at.call('evaluation.reproduce', { sets, copy: true });
  const text = at.person.copied.at(-1)!;
  return { known, text, ...(await run(text)) };
}

describe('the command that reproduces figures', () => {
  it('is understood by the command line, which measures the same pairs', async () => {
    const sets = await opened(both, 'low', 'high', 'theirs');
    await measured(sets);
    const { known, text, pairs } = await reproduced(said(sets));
    expect(known).toMatchObject({ isExact: true, pairs: 2, runtime: 'ONNX Runtime 1.2.3', candela: '1.2.3' });
    expect(known.models).toMatchObject([{ id: 'candela', version: '1.0.0' }]);
    expect(pairs).toEqual([
      ...['candela 1.png 1.png none', 'candela 2.png 2.png none'],
      ...['baseline 1.png 1.png none', 'baseline 2.png 2.png none'],
      ...['nobody 1.png 1.png none', 'nobody 2.png 2.png none'],
    ]);
    // The page sees the ends of paths alone; the copy has all, with versions and hashes.
    expect(known.command).not.toContain(at.home);
    expect(text).toContain(at.home);
    expect(text).toContain(`# candela 1.0.0: SHA-256 ${known.models[0]!.sha256}\n`);
    expect(text).toContain(known.pictures);
  });

  it('names pictures that were paired by hand, and those that have no partner', async () => {
    const files = [1, 2, 3].flatMap((name) => [`low/${name}.png`, `high/${name}.png`, `theirs/${name}.png`]);
    const sets = await opened(files, 'low', 'high', 'theirs');
    await measured(sets);
    const low = { photos: photosOf(sets.low), truths: [1, 0, -1] };
    const { known, pairs } = await reproduced(said(sets, { low, models: [], crop: 'corner' }));
    expect(known.isExact).toBe(true);
    expect(pairs).toEqual([
      ...['baseline 1.png 2.png corner', 'baseline 2.png 1.png corner'],
      // Only the dark photos were mended.
      ...['nobody 1.png 1.png corner', 'nobody 2.png 2.png corner', 'nobody 3.png 3.png corner'],
    ]);
  });

  it('takes single pictures of any names, and names that a shell would take apart', async () => {
    at.put("it's = dark/a b.png", 'lit/$HOME.png');
    const paths = [join(at.home, "it's = dark/a b.png"), join(at.home, 'lit/$HOME.png')];
    at.person.answers = [...paths];
    const [low, truth] = (await at.call('pairs.open', { what: 'files' })).map(({ photo }) => photo);
    await measure(low!, truth!, { treatment: untouched });
    const { known, pairs } = await reproduced({
      ...{ truths: [truth!], low: { photos: [low!], truths: [0] }, results: [], models: [] },
      ...{ baselines: ['nothing'], pairing: 'name', crop: 'none', provider: 'auto' },
    });
    expect(known.isExact).toBe(true);
    expect(pairs).toEqual(['baseline a b.png $HOME.png none']);
  });

  it('pairs by order, and leaves out dark photos that nothing works on', async () => {
    const sets = await opened(
      ['high/x.png', 'high/y.png', 'theirs/1.png', 'theirs/2.png', 'low/1.png', 'low/2.png'],
      ...['low', 'high', 'theirs'],
    );
    await measured(sets);
    const { known, pairs } = await reproduced(said(sets, { pairing: 'order', models: [], baselines: [] }));
    expect(known.isExact).toBe(true);
    expect(pairs).toEqual(['nobody 1.png x.png none', 'nobody 2.png y.png none']);
  });

  it('says where no command pairs alike', async () => {
    const files = ['low/1.png', 'high/1.png', 'low/deep/2.png', 'high/deep/2.png'];
    const sets = await opened(files, 'low', 'high');
    await measured(sets);
    expect((await reproduced(said(sets))).known.isExact).toBe(false);
  });
});
