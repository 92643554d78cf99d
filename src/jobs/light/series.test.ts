import { describe, expect, it } from 'vitest';
import { CandelaError, signatureSide, Settings, type Exposure, type PlannedJob } from '@contract';
import { meanLuma, type Tones } from '@core';
import { evenLight } from '../../../tests/support/plan';
import { groupSeries, type SeriesPhoto } from './groupSeries';
import { matchGroups } from './matchGroups';
import { matchSeries } from './matchSeries';

/** A scene of blobs, seen from `x` cells to the right. */
function scene(x: number, seed: number, gain = 1): number[] {
  return Array.from({ length: signatureSide ** 2 }, (_, at) => {
    const [column, row] = [(at % signatureSide) + x, Math.floor(at / signatureSide)];
    return gain * (0.2 + 0.08 * Math.sin(column * 0.9 + seed) * Math.cos(row * 0.7 + seed * column * 0.3));
  });
}

const photo = (taken: string | undefined, signature: number[], more: Exposure = {}): SeriesPhoto => {
  const mean = signature.reduce((sum, value) => sum + value, 0) / signature.length;
  const exposure = { camera: 'One', ...(taken && { taken: `2025-06-07T23:${taken}` }), ...more };
  return { exposure, light: { ...evenLight(mean), signature } };
};

describe('groupSeries', () => {
  it('puts together what one camera took within seconds and what looks alike', () => {
    expect(
      groupSeries([
        photo('10:02', scene(0, 1, 1.1)),
        photo('10:00', scene(0, 1)),
        photo('10:01.5', scene(0, 1)),
        photo('10:01', scene(0, 1), { camera: 'Two' }),
        photo('10:03', scene(0, 5)),
        photo('12:00', scene(0, 5)),
      ]),
    ).toEqual([[1, 2, 0]]);
  });

  it('follows a panorama, and tells exposure brackets from a series', () => {
    expect(groupSeries([0, 5, 10].map((x, at) => photo(`10:0${String(at)}`, scene(x, 1))))).toEqual([
      [0, 1, 2],
    ]);
    expect(groupSeries([1, 0.5, 2].map((gain, at) => photo(`10:0${String(at)}`, scene(0, 1, gain))))).toEqual(
      [],
    );
  });

  it('leaves alone what has no time or could not be measured', () => {
    const undated = [photo(undefined, scene(0, 1)), photo(undefined, scene(0, 1))];
    const unseen = ['10:00', '10:01'].map((taken) => ({ exposure: photo(taken, scene(0, 1)).exposure }));
    expect(groupSeries([...undated, ...unseen])).toEqual([]);
  });
});

const { signal } = new AbortController();

describe('matchSeries', () => {
  const job = (name: string): PlannedJob => ({
    input: `/in/${name}`,
    output: `/out/${name}`,
    format: 'jpeg',
    settings: Settings.parse({ model: 'cnn', finish: { highlights: -0.5 } }),
  });
  /** An even grey result. */
  const even = (level: number): Tones =>
    [0, 1, 2].map(() => Array.from({ length: 256 }, (_, at) => Number(at === level)));
  const levels: Record<string, number> = { a: 90, b: 100, c: 120 };

  it('gives all results the median’s mean luma by brightness alone', async () => {
    const tonesOf = ({ input }: PlannedJob) => Promise.resolve(even(levels[input.slice(4)] ?? 0));
    const { jobs, series } = await matchSeries(['a', 'b', 'c'].map(job), tonesOf, { signal });
    for (const { input, settings } of jobs) {
      const { finish } = settings;
      expect(meanLuma(even(levels[input.slice(4)] ?? 0), finish)).toBeCloseTo(series?.meanLuma ?? 0, 4);
      expect(finish.highlights).toBe(-0.5);
    }
    expect(series?.brightness[1]).toBeCloseTo(0, 3);
    expect(series?.brightness[0]).toBeGreaterThan(0);
  });

  it('does one series after another, tells of each frame, and leaves the other photos as they are', async () => {
    const jobs = ['a', 'x', 'b', 'c', 'd'].map(job);
    const levels: Record<string, number> = { a: 40, b: 60, c: 90, d: 100 };
    const told: string[] = [];
    const { jobs: matched, matched: found } = await matchGroups(
      jobs,
      [
        [0, 2],
        [3, 4],
      ],
      {
        tonesOf: ({ input }) => Promise.resolve(even(levels[input.slice(4)] ?? 0)),
        signal,
        onProgress: ({ stage, done, total }) => told.push(`${stage} ${done}/${total}`),
      },
    );
    expect(told).toEqual([0, 1, 2, 3, 4].map((done) => `match ${done}/4`));
    expect(matched.map(({ input }) => input)).toEqual(jobs.map(({ input }) => input));
    expect(matched[1]).toBe(jobs[1]);
    expect(found.map(({ places }) => places)).toEqual([
      [0, 2],
      [3, 4],
    ]);
    expect(found.map(({ series }) => series.photos)).toEqual([
      ['/in/a', '/in/b'],
      ['/in/c', '/in/d'],
    ]);
  });

  it('counts a frame that cannot be measured, and calls a group of one none', async () => {
    const told: number[] = [];
    const { matched, jobs } = await matchGroups(['a', 'b'].map(job), [[0, 1]], {
      tonesOf: ({ input }) =>
        input === '/in/a'
          ? Promise.resolve(even(50))
          : Promise.reject(new CandelaError('photo.empty', { file: input })),
      signal,
      onProgress: ({ done }) => told.push(done),
    });
    expect({ told, matched, jobs }).toEqual({ told: [0, 1, 2], matched: [], jobs: ['a', 'b'].map(job) });
  });

  it('ends between two frames when it is interrupted', async () => {
    const stop = new AbortController();
    const asked: string[] = [];
    const matching = matchGroups(
      ['a', 'b', 'c', 'd'].map(job),
      [
        [0, 1],
        [2, 3],
      ],
      {
        tonesOf: ({ input }) => {
          asked.push(input);
          stop.abort();
          return Promise.resolve(even(50));
        },
        signal: stop.signal,
      },
    );
    await expect(matching).rejects.toThrow(/abort/i);
    expect(asked.every((input) => ['/in/a', '/in/b'].includes(input))).toBe(true);
  });
});
