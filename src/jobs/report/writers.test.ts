import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Report, reportVersion, Settings, type ReportPhoto } from '@contract';
import { cellText, csvOf } from './csv';
import { pageOf } from './html/page';
import { escaped } from './html/markup';
import { jsonOf } from './json';
import { noPictures } from './pictures';

const settings = Settings.parse({ model: 'cnn' });

const photo = (more: Partial<ReportPhoto>): ReportPhoto => ({
  ...{ input: '/in/0.jpg', status: 'done', at: '2026-01-31T22:00:00.000Z', output: '/out/0.jpg' },
  ...{ run: 'aaaaaaaa', settings: 0, modelSha256: null, provider: 'cpu', megapixels: 12 },
  timings: { decodeMs: 100, inferenceMs: 700, encodeMs: 200, totalMs: 1000 },
  ...{ median: null, series: null, notices: [] },
  ...more,
});

const reportOf = (photos: ReportPhoto[], more: Partial<Report> = {}): Report => {
  const count = (status: ReportPhoto['status']) => photos.filter((each) => each.status === status).length;
  return Report.parse({
    ...{ type: 'candela-report', version: reportVersion, at: '2026-01-31T22:00:00.000Z', candela: '1.0.0' },
    folder: '/shoot/out',
    totals: {
      ...{ photos: photos.length, done: count('done'), failed: count('failed'), skipped: count('skipped') },
      ...{ cancelled: count('cancelled'), open: count('open') },
      ...{ megapixels: 0, workedMs: 0, megapixelsPerSecond: null },
    },
    ...{ onlyDark: null, journals: [], runs: [], settings: [{ words: ['cnn'], settings }], photos },
    ...{ twice: [], missingShards: [], missing: [], unseen: [], ...more },
  });
};

const page = (report: Report) => [...pageOf({ report, pictures: noPictures })].join('');

const hostile = '/in/a"b\'<script>alert(1)</script>\n\u202egpj.&amp;.jpg';

/** The cells of a CSV by RFC 4180. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell = '', end = ''] of csv.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g)) {
    rows.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

describe('pageOf', () => {
  const failed = photo({
    ...{ input: hostile, status: 'failed', output: null, timings: null },
    error: { code: 'photo.damaged', message: `${hostile} is damaged.`, action: 'Copy it again.' },
  });
  const all = [
    photo({}),
    photo({ input: '/in/day.jpg', status: 'skipped', reason: 'wellLit', output: null, median: 0.6 }),
    photo({ input: '/in/next.jpg', status: 'open', median: 0.1 }),
    failed,
  ];

  it('tells failures first, with what to do, then what was left out, then what is done', () => {
    const text = page(reportOf(all));
    const places = [
      'Copy it again.',
      'Still to be done',
      'Bright enough, left as they are',
      'id="done-title"',
    ];
    const found = places.map((each) => text.indexOf(each));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(Math.min(...found)).toBeGreaterThan(0);
  });

  it('draws the darkness, with the threshold if there was one', () => {
    expect(page(reportOf(all, { onlyDark: 0.25 }))).toContain('threshold 25 %');
    expect(page(reportOf(all))).not.toContain('threshold 25 %');
    expect(page(reportOf([photo({})]))).not.toContain('<svg class="chart"');
  });

  it('names nothing outside itself and runs nothing', () => {
    const text = page(reportOf(all));
    expect(text).not.toMatch(/<script|https?:|\bon\w+=|url\(|@import/i);
    expect(text).toContain("default-src 'none'");
    expect([...text.matchAll(/(?:src|href)="([^"]*)"/g)].every(([, to]) => /^(#|data:)/.test(to!))).toBe(
      true,
    );
  });

  it('says of a group that is cut short that there are more', () => {
    const many = Array.from({ length: 5003 }, (_, index) => photo({ input: `/in/${index}.jpg` }));
    expect(page(reportOf(many))).toContain('3 more are not shown here.');
  });
});

describe('escaped', () => {
  it('leaves no text that ends an element or an attribute, or that controls or disguises', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escaped(text)).not.toMatch(
          /[<>"'`\p{Cc}\u202a-\u202e\u2066-\u2069]|&(?!(amp|lt|gt|quot|#39|#96);)/u,
        );
      }),
    );
    expect(escaped(hostile)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;\\u000a\\u202egpj');
  });
});

describe('csvOf', () => {
  it('is a line of names, then a line a photo, with every text whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const input = `/in/${text}`;
        const [names, cells] = cellsOf([...csvOf(reportOf([photo({ input })]))].join('').slice(1));
        expect(names?.slice(0, 4)).toEqual(['status', 'input', 'page', 'output']);
        expect(cells).toHaveLength(names!.length);
        expect(cells?.[1]?.replaceAll("'", '')).toBe(input.replaceAll("'", ''));
      }),
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['/in/a;=cmd|x', `"/in/a;'=cmd|x"`],
    ['a-1=2', 'a-1=2'],
    ['a "b", c', '"a ""b"", c"'],
    [-1.5, '-1.5'],
  ])('writes %j as %s, which no spreadsheet computes', (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });

  it('begins with a byte order mark, for spreadsheets', () => {
    expect([...csvOf(reportOf([]))].join('').startsWith('\ufeffstatus,')).toBe(true);
  });
});

describe('jsonOf', () => {
  it.each([[[]], [[photo({})]], [[photo({ input: hostile }), photo({})]]])(
    'parses to the report, and is safe to print: %#',
    (photos) => {
      const report = reportOf(photos, { folder: hostile });
      const text = [...jsonOf(report)].join('');
      expect(Report.parse(JSON.parse(text))).toEqual(report);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    },
  );
});
