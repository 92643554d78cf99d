/** @file The last comparison of the window, noted and continued by another window, over an engine that invents scores. */
import { appendFileSync, existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CandelaError, toWire, type CallInput, type ComparedChoice, type Treatment } from '@contract';
import { EnginePort } from '@engine-client';
import { byModel, openScoringRouter, openSets, photosOf, type Sets } from '../support/pairSets';
import { openRouter, type TestRouter } from '../support/router';
import { bundle } from '../support/runBundled';

let entry = '';
let at: TestRouter;

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

beforeEach(async () => {
  at = await openScoringRouter(entry);
  await at.services.preferences.change({ provider: 'cpu' });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const nobody: Treatment = { by: 'nobody' };

async function opened(...folders: string[]): Promise<Sets> {
  at.put(...folders.flatMap((folder) => [`${folder}/1.png`, `${folder}/2.png`]));
  return openSets(at, ...folders);
}

function choice(sets: Sets, more: Partial<ComparedChoice> = {}): ComparedChoice {
  const roles = { low: 'low', dark: 'low', high: 'truth', theirs: 'result' } as const;
  return {
    sets: Object.entries(sets).map(([name, pictures]) => ({
      ...{ name, role: roles[name as keyof typeof roles] },
      photos: photosOf(pictures),
    })),
    ...{
      pairing: 'name',
      mends: {},
      crop: 'none',
      chosen: ['model:candela'],
      pairs: 2,
      pictures: 4,
      ...more,
    },
  };
}

const compare = (
  photo: string,
  truth: string,
  treatment: Treatment,
  crop: CallInput<'photos.compare'>['crop'] = 'none',
) => at.call('photos.compare', { photo, truth, treatment, crop, priority: 'batch' });

/** Two pictures of a model and two of somebody, measured and noted. */
async function measured(): Promise<Sets> {
  const sets = await opened('low', 'high', 'theirs');
  const truths = photosOf(sets.high);
  for (const [place, truth] of truths.entries()) {
    await compare(photosOf(sets.low)[place]!, truth, byModel);
    await compare(photosOf(sets.theirs)[place]!, truth, nobody);
  }
  await at.call('evaluation.keep', choice(sets));
  await vi.waitFor(async () => {
    expect(await at.call('evaluation.kept', {})).toMatchObject({ measured: 4 });
  });
  return sets;
}

/** Another window of the same person. */
async function restarted(): Promise<void> {
  await at.services.comparison.settled();
  await at.services.preferences.settled();
  at = await openRouter(entry, at.home);
}

/** Continues; what was measured, as names of folder and file. */
async function continued(): Promise<string[]> {
  const last = (await at.call('evaluation.continue', {}))!;
  const nameOf = new Map(
    last.sets.flatMap((set) => set.pictures.map((one) => [one.photo, `${set.name}/${one.name}`])),
  );
  return last.measured.map(({ photo }) => nameOf.get(photo)!).sort();
}

describe('the last comparison', () => {
  it('is nothing at first', async () => {
    expect(await at.call('evaluation.kept', {})).toBeNull();
    expect(await at.call('evaluation.continue', {})).toBeNull();
    expect(existsSync(join(at.home, 'comparison.json'))).toBe(false);
  });

  it('is told in short, and opened again with its scores, roles and decisions', async () => {
    const sets = await measured();
    const [first] = photosOf(sets.low);
    const mends = { [first!]: photosOf(sets.high)[1]!, [photosOf(sets.theirs)[0]!]: null };
    await at.call('evaluation.keep', choice(sets, { mends, pairing: 'order', crop: 'none' }));
    await restarted();
    const kept = await at.call('evaluation.kept', {});
    expect(kept).toMatchObject({ pairs: 2, pictures: 4, measured: 4, sets: ['low', 'high', 'theirs'] });
    const last = (await at.call('evaluation.continue', {}))!;
    expect(
      last.sets.map(({ name, role, pictures }) => [name, role, pictures.map((one) => one.name)]),
    ).toEqual([
      ['low', 'low', ['1.png', '2.png']],
      ['high', 'truth', ['1.png', '2.png']],
      ['theirs', 'result', ['1.png', '2.png']],
    ]);
    const [low, high, theirs] = last.sets.map(({ pictures }) => photosOf(pictures));
    expect(last).toMatchObject({ pairing: 'order', crop: 'none', chosen: ['model:candela'] });
    expect(last.mends).toEqual({ [low![0]!]: high![1]!, [theirs![0]!]: null });
    const scores = last.measured.map(({ treatment, result }) => [treatment.by, result.scores.psnr]);
    expect(scores.sort()).toEqual([
      ['model', 20],
      ['model', 20],
      ['nobody', null],
      ['nobody', null],
    ]);
    expect(JSON.stringify(last)).not.toContain(at.home);
  });

  it('is in reports without being measured again', async () => {
    await measured();
    await restarted();
    const last = (await at.call('evaluation.continue', {}))!;
    const [low, high] = last.sets.map(({ pictures }) => photosOf(pictures));
    at.person.answers = [join(at.home, 'scores.csv')];
    await at.call('evaluation.report', {
      ...{ truths: high!, low: { photos: low!, truths: [0, 1] }, results: [] },
      ...{ models: ['candela'], baselines: [], pairing: 'name', crop: 'none', provider: 'cpu' },
    });
    expect(readFileSync(join(at.home, 'scores.csv'), 'utf8').trim().split('\r\n')).toHaveLength(1 + 2);
  });

  it('leaves out what was changed since, not what was only touched', async () => {
    await measured();
    writeFileSync(join(at.home, 'low/1.png'), 'changed');
    utimesSync(join(at.home, 'theirs/1.png'), 5, 5);
    await restarted();
    expect(await continued()).toEqual(['low/2.png', 'theirs/1.png', 'theirs/2.png']);
    writeFileSync(join(at.home, 'high/2.png'), 'changed');
    await restarted();
    expect(await continued()).toEqual(['theirs/1.png']);
  });

  it('leaves out figures of another device, network or program', async () => {
    await measured();
    await at.services.preferences.change({ provider: 'auto' });
    expect(await continued()).toEqual(['theirs/1.png', 'theirs/2.png']);
    await at.services.preferences.change({ provider: 'cpu' });
    expect(await continued()).toHaveLength(4);
    const lines = join(at.home, 'comparison.jsonl');
    const text = readFileSync(lines, 'utf8');
    writeFileSync(lines, text.replace(/"model":"[0-9a-f]{64}"/, `"model":"${'0'.repeat(64)}"`));
    expect(await continued()).toHaveLength(3);
    // With an LPIPS file of one's own, or another one than now.
    writeFileSync(lines, text.replace('"lpips":null', `"lpips":"${'0'.repeat(64)}"`));
    expect(await continued()).toHaveLength(3);
    writeFileSync(lines, text.replaceAll('"candela":"1.2.3"', '"candela":"1.2.2"'));
    expect(await continued()).toEqual([]);
  });

  it('goes on beside an LPIPS file that does not fit', async () => {
    await measured();
    const error = toWire(new CandelaError('lpips.unfit', { reason: 'no' }), '');
    const engine = Object.getOwnPropertyDescriptor(EnginePort.prototype, 'ask')?.value as EnginePort['ask'];
    vi.spyOn(EnginePort.prototype, 'ask').mockImplementation(function (this: EnginePort, request) {
      if (request.name === 'engine.lpips') return Promise.resolve({ ok: false, error });
      return engine.call(this, request);
    });
    expect(await continued()).toHaveLength(4);
  });

  it('notes nothing of a picture that was changed while it was measured', async () => {
    const sets = await opened('low', 'high');
    const [photos, truths] = [photosOf(sets.low), photosOf(sets.high)];
    const question = (place: number) => ({
      ...{ photo: photos[place]!, truth: truths[place]!, treatment: byModel, crop: 'none' as const },
      priority: 'batch' as const,
    });
    const result = await at.call('photos.compare', question(0));
    const changing = at.services.comparison.noting(() => {
      writeFileSync(join(at.home, 'low/2.png'), 'changed');
      return Promise.resolve(result);
    });
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    expect(await changing(question(1), context)).toBe(result);
    await at.call('evaluation.keep', choice(sets));
    await vi.waitFor(async () => {
      expect(await at.call('evaluation.kept', {})).toMatchObject({ measured: 1 });
    });
    await restarted();
    expect(await continued()).toEqual(['low/1.png']);
  });

  it('survives a line that a crash cut off', async () => {
    await measured();
    appendFileSync(join(at.home, 'comparison.jsonl'), '{"candela":"1.2.3","pho');
    await restarted();
    expect(await continued()).toHaveLength(4);
  });

  it('gives way to the next one, and is forgotten when it is dismissed', async () => {
    await measured();
    await restarted();
    const sets = await opened('dark', 'high');
    await compare(photosOf(sets.dark)[0]!, photosOf(sets.high)[0]!, nobody);
    await at.call('evaluation.keep', choice(sets, { pairs: 1, pictures: 2 }));
    await vi.waitFor(async () => {
      expect(await at.call('evaluation.kept', {})).toMatchObject({
        pairs: 1,
        measured: 1,
        sets: ['dark', 'high'],
      });
    });
    await at.call('evaluation.forget', {});
    expect(await at.call('evaluation.kept', {})).toBeNull();
    expect(existsSync(join(at.home, 'comparison.jsonl'))).toBe(false);
  });
});
