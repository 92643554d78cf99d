import { describe, expect, it } from 'vitest';
import { JournalLine, Report, Settings, type Shard } from '@contract';
import { JournalReader } from '../journal/readJournal';
import type { ReadJournal } from './attempts';
import { joinJournals } from './joinJournals';

const hash = (letter: string) => letter.repeat(64);
const settings = Settings.parse({ model: 'cnn' });
const day = (minute: number, second = 0) => new Date(Date.UTC(2026, 0, 31, 22, minute, second)).toISOString();

/** Lines of a journal, each with the keys that a test does not care for. */
const line = {
  run: (run: string, more: object = {}) =>
    JournalLine.parse({
      ...{ type: 'run', run, at: day(0), candela: '1.0.0', inputs: ['/in'] },
      ...{ settings, modelSha256: hash('a'), ...more },
    }),
  photo: (run: string, id: number, input: string, more: object = {}) =>
    JournalLine.parse({
      ...{ type: 'photo', run, id, input, output: input.replace('/in/', ''), format: 'jpeg', ...more },
    }),
  done: (run: string, id: number, at: string, more: object = {}) =>
    JournalLine.parse({
      ...{ type: 'done', run, id, at, input: { size: 1, mtimeMs: 1, sha256: hash(String(id % 10)) } },
      output: { path: `${id}.jpg`, size: 1, mtimeMs: 1, sha256: hash('b') },
      ...{ modelSha256: hash('a'), provider: 'cpu', megapixels: 2, notices: [] },
      ...{ timings: { decodeMs: 100, inferenceMs: 700, encodeMs: 200, totalMs: 1000 }, ...more },
    }),
  failed: (run: string, id: number | undefined, at: string, input: string) =>
    JournalLine.parse({
      ...{ type: 'failed', run, ...(id !== undefined && { id }), at, input },
      error: { code: 'photo.damaged', message: 'x is damaged.', action: 'Copy it again.' },
    }),
  skipped: (run: string, at: string, input: string, more: object = {}) =>
    JournalLine.parse({ type: 'skipped', run, at, input, reason: 'exists', output: '0.jpg', ...more }),
  end: (run: string, at: string) => JournalLine.parse({ type: 'end', run, at }),
};

const text = (lines: readonly object[]) =>
  [{ type: 'journal', version: 1 }, ...lines].map((each) => `${JSON.stringify(each)}\n`).join('');

function read(content: string): ReadJournal['journal'] {
  const reader = new JournalReader('/out/j');
  const texts = content.split('\n');
  const rest = texts.pop()?.length ?? 0;
  reader.take({ texts, rest, bytes: Buffer.byteLength(content) - rest });
  return reader.journal;
}

const journal = (content: string | readonly object[], shard?: Shard): ReadJournal => ({
  file: '/out/.candela/journal.jsonl',
  shard,
  holder: null,
  journal: read(typeof content === 'string' ? content : text(content)),
});

const join = (...journals: ReadJournal[]) => {
  const joined = joinJournals(journals, { folder: '/out', at: day(59), candela: '1.0.0' });
  return Report.parse({ ...joined, missing: [], unseen: [] });
};

const A = 'aaaaaaaa';
const B = 'bbbbbbbb';

describe('joinJournals', () => {
  it('lists each photo once, with its outcome, its times and its settings', () => {
    const report = join(
      journal([
        line.run(A, { choice: { recursive: true, onlyDark: 0.25 } }),
        line.failed(A, undefined, day(0), '/in/text.jpg'),
        line.skipped(A, day(0), '/in/day.jpg', { reason: 'wellLit', output: null, median: 0.6 }),
        line.photo(A, 0, '/in/0.jpg', { median: 0.1, series: 1 }),
        line.photo(A, 1, '/in/1.jpg', { settings: { ...settings, strength: 0.5 }, series: 1 }),
        line.done(A, 0, day(1)),
      ]),
    );
    expect(report.totals).toEqual({
      ...{ photos: 4, done: 1, failed: 1, skipped: 1, cancelled: 0, open: 1 },
      ...{ megapixels: 2, workedMs: 1000, megapixelsPerSecond: 2 },
    });
    expect(report.onlyDark).toBe(0.25);
    expect(report.photos.map(({ input, status, output }) => [input, status, output])).toEqual([
      ['/in/text.jpg', 'failed', null],
      ['/in/day.jpg', 'skipped', null],
      ['/in/0.jpg', 'done', '/out/0.jpg'],
      ['/in/1.jpg', 'open', '/out/1.jpg'],
    ]);
    expect(report.photos.map(({ median, series }) => [median, series])).toEqual([
      [null, null],
      [0.6, null],
      [0.1, 1],
      [null, 1],
    ]);
    expect(report.photos[0]?.error?.action).toBe('Copy it again.');
    expect(report.settings.map(({ words }) => words)).toEqual([['cnn'], ['cnn', 'strength 50 %']]);
    expect(report.runs).toMatchObject([{ run: A, photos: 4, isUnfinished: true }]);
  });

  it('joins shares, and says which have no journal', () => {
    const share = (run: string, index: number, ids: readonly number[]) =>
      journal(
        [
          line.run(run, { shard: { index, count: 3 } }),
          ...ids.map((id) => line.photo(run, id, `/in/${index}-${id}.jpg`)),
          ...ids.map((id) => line.done(run, id, day(index, id))),
          line.end(run, day(9)),
        ],
        { index, count: 3 },
      );
    const report = join(share(A, 1, [0, 1]), share(B, 3, [0, 1, 2]));
    expect(report.totals).toMatchObject({ photos: 5, done: 5, megapixels: 10 });
    expect(report.photos.map(({ shard }) => shard?.index)).toEqual([1, 1, 3, 3, 3]);
    expect(report.missingShards).toEqual([{ index: 2, count: 3 }]);
    expect(report.twice).toEqual([]);
  });

  it.each([
    [
      'done, after it had failed',
      'done',
      [line.failed(A, 0, day(1), '/in/0.jpg')],
      [line.done(B, 0, day(2))],
    ],
    [
      'failed, after it was done',
      'failed',
      [line.done(A, 0, day(1))],
      [line.failed(B, 0, day(2), '/in/0.jpg')],
    ],
    ['done, though a second run skipped it', 'done', [line.done(A, 0, day(1))], 'skip'],
    [
      'done by the first run, which ended last',
      'done',
      [line.done(A, 0, day(3))],
      [line.failed(B, 0, day(2), '/in/0.jpg')],
    ],
    ['skipped, if nothing was known of it', 'skipped', [line.failed(A, 0, day(1), '/in/0.jpg')], 'skip'],
  ] as const)('has the last word: %s', (_, status, first, second) => {
    const report = join(
      journal([
        line.run(A),
        line.photo(A, 0, '/in/0.jpg'),
        line.run(B),
        ...(second === 'skip'
          ? [line.skipped(B, day(2), '/in/0.jpg'), ...first]
          : [line.photo(B, 0, '/in/0.jpg'), ...first, ...second]),
      ]),
    );
    expect(report.photos).toHaveLength(1);
    expect(report.photos[0]).toMatchObject({ status });
  });

  it('takes a photo that was queued once more for open, and keeps what was measured of it', () => {
    const again = line.photo(A, 0, '/in/0.jpg', { settings: { ...settings, strength: 0.5 } });
    const lines = [
      line.run(A),
      line.photo(A, 0, '/in/0.jpg', { median: 0.2 }),
      line.done(A, 0, day(1)),
      again,
    ];
    expect(join(journal(lines)).photos).toMatchObject([{ status: 'open', median: 0.2 }]);
  });

  it('tells what was given up from what is still to be done', () => {
    const lines = [line.run(A), line.photo(A, 0, '/in/0.jpg'), line.end(A, day(1))];
    expect(join(journal(lines)).photos).toMatchObject([{ status: 'cancelled' }]);
  });

  it('finds what was done twice in the same way, in whatever journals', () => {
    const first = (run: string, more: object = {}) => [
      line.run(run, more),
      line.photo(run, 0, '/in/0.jpg'),
      line.done(run, 0, day(1)),
    ];
    const own = { index: 1, count: 2 };
    const twice = join(journal(first(A)), journal(first(B, { shard: own }), own)).twice;
    expect(twice).toEqual([{ input: '/in/0.jpg', outputs: ['/out/0.jpg', '/out/0.jpg'] }]);
    const other = { settings: { ...settings, strength: 0.5 } };
    expect(join(journal(first(A)), journal(first(B, other))).twice).toEqual([]);
  });

  it('reads what is whole of a journal that was cut off, and counts lines that do not parse', () => {
    const whole = text([line.run(A), line.photo(A, 0, '/in/0.jpg'), { type: 'later', run: A }]);
    const cut = JSON.stringify(line.done(A, 0, day(1))).slice(0, 40);
    const report = join(journal(whole + cut));
    expect(report.photos).toMatchObject([{ status: 'open' }]);
    expect(report.journals).toMatchObject([{ isCut: true, broken: 1 }]);
  });

  it('counts the time in which something was done, without pauses and once where photos overlap', () => {
    const at = [day(1, 0), day(1, 0), day(30, 0)];
    const lines = [line.run(A), ...at.map((_, id) => line.photo(A, id, `/in/${id}.jpg`))];
    const report = join(journal([...lines, ...at.map((when, id) => line.done(A, id, when))]));
    expect(report.totals).toMatchObject({ workedMs: 2000, megapixelsPerSecond: 3 });
  });

  it('takes photos of shares for the same wherever the folder is mounted', () => {
    const shard = { index: 1, count: 1 };
    const one = [
      line.run(A, { shard, inputs: ['/mnt/in'] }),
      line.failed(A, undefined, day(1), '/mnt/in/0.jpg'),
    ];
    const other = [line.run(B), line.photo(B, 0, '/in/0.jpg'), line.done(B, 0, day(2))];
    const locate = (_: unknown, path: string) => path.replace('/mnt', '');
    const journals = [journal(one, shard), journal(other)];
    const joined = joinJournals(journals, { folder: '/out', at: day(9), candela: '1', locate });
    expect(joined.photos).toMatchObject([{ input: '/in/0.jpg', status: 'done' }]);
  });
});
