import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ModelRecord, PhotoRecord } from '@contract';
import { deviceLines, modelLines, photoBar, resultLine, shortPath, summaryLine, totalBar } from './text';

const here = process.cwd();

describe('shortPath', () => {
  it.each([
    [join(here, 'a', 'b.jpg'), join('a', 'b.jpg')],
    [join(here, '..x.jpg'), '..x.jpg'],
    [here, here],
    [join(here, '..', 'b.jpg'), join(here, '..', 'b.jpg')],
  ])('shows %s as %s', (path, short) => {
    expect(shortPath(path)).toBe(short);
  });
});

describe('resultLine', () => {
  const record = { input: join(here, 'a.jpg'), output: join(here, 'b.jpg') } as PhotoRecord;
  it('says where the result is, or that there is none', () => {
    expect(resultLine(record)).toBe('a.jpg → b.jpg');
    expect(resultLine({ ...record, output: null })).toBe('a.jpg: skipped, the result exists already');
  });
});

describe('summaryLine', () => {
  const summary = { type: 'summary', done: 3, failed: 0, skipped: 0, totalMs: 12_000, peakRssMb: 1 } as const;
  it.each([
    [summary, 36, '3 done in 12 s (3.0 MP/s).'],
    [{ ...summary, failed: 1, skipped: 2 }, 0, '3 done, 1 failed, 2 skipped in 12 s.'],
  ])('sums up %j', (given, megapixels, line) => {
    expect(summaryLine(given, megapixels)).toBe(line);
  });
});

describe('photoBar', () => {
  it.each([
    [{ stage: 'decode', done: 1, total: 1 }, '░░░░░░░░░░ reading'],
    [{ stage: 'inference', done: 3, total: 6 }, '█████░░░░░ enhancing 3/6'],
    [{ stage: 'inference', done: 0, total: 1 }, '░░░░░░░░░░ enhancing'],
    [{ stage: 'encode', done: 0, total: 1 }, '██████████ writing'],
  ] as const)('shows %j', (progress, bar) => {
    expect(photoBar('/in/x.jpg', progress, 79)).toBe(`x.jpg            ${bar}`);
  });

  it('begins at the same column whatever letters the name has', () => {
    const line = (name: string) => photoBar(`/in/${name}`, { stage: 'decode', done: 0, total: 1 }, 79);
    expect(line(`${'👩‍🚀'.repeat(40)}end.jpg`)).toBe('👩‍🚀👩‍🚀👩‍🚀…end.jpg   ░░░░░░░░░░ reading');
    expect(line('夜の街.jpg')).toBe('夜の街.jpg       ░░░░░░░░░░ reading');
  });
});

describe('totalBar', () => {
  it('shows photos, speed and the time left', () => {
    const state = { finished: 1, photos: 4, fraction: 0.25, megapixels: 24, seconds: 10 };
    expect(totalBar(state, 79)).toBe('All              ███░░░░░░░ 1/4 2.4 MP/s 30 s left');
  });

  it('guesses nothing before anything is done', () => {
    const state = { finished: 0, photos: 4, fraction: 0, megapixels: 0, seconds: 10 };
    expect(totalBar(state, 79)).toBe('All              ░░░░░░░░░░ 0/4');
  });
});

describe('modelLines', () => {
  const model: ModelRecord = {
    type: 'model',
    id: 'x',
    folder: '/m/x',
    default: true,
    name: 'X',
    version: '1.0.0',
    summary: 'Does it.',
    licence: 'MIT',
    usableCommercially: false,
    controls: [{ name: 'brightness', min: -1, max: 1, neutral: 0, label: 'B', hint: 'how bright' }],
    cannot: ['read'],
  };
  it('describes a model', () => {
    expect(modelLines(model)).toEqual([
      'x (default): X 1.0.0. Does it.',
      '  Licence: MIT; not for commercial use',
      '  --control brightness=-1..1 (neutral 0): how bright',
      '  Cannot: read',
    ]);
  });

  it('says why a model cannot be used, and where it is', () => {
    const error = { code: 'model.badCard', message: 'Bad.' } as const;
    expect(modelLines({ type: 'model', id: 'x', folder: '/m/x', default: false, error })).toEqual([
      'x: Bad.',
      '  /m/x',
    ]);
  });
});

describe('deviceLines', () => {
  it.each([
    [{ state: 'works', chosen: true, megapixelsPerSecond: 3.14 }, ['cpu     works, 3.1 MP/s (chosen)']],
    [{ state: 'failed', chosen: false, reason: 'no adapter' }, ['cpu     failed: no adapter']],
    [
      { state: 'notBundled', chosen: false, wouldBring: 'Install it.' },
      ['cpu     is not bundled', '        Install it.'],
    ],
  ] as const)('describes %j', (device, lines) => {
    expect(deviceLines({ type: 'device', provider: 'cpu', model: 'x', ...device })).toEqual(lines);
  });
});
