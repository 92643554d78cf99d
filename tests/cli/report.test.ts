import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Report, ReportRecord } from '@contract';
import { seriousViolations } from '../support/axe';
import { cliFolder } from '../support/cliFolder';
import { jpeg, png, putFiles } from '../support/oddPhotos';
import { runCli } from '../support/runCli';
import { hasChromium, launchChromium } from '../support/viewerBrowser';

const hostile = process.platform === 'win32' ? 'a&b.jpg' : `a"b'<img src=x onerror=alert(1)>\u202e.jpg`;

/** Three photos that can be done, one that is cut off, and one that is no photo. */
async function shoot() {
  const place = await cliFolder('double');
  const whole = await jpeg();
  await putFiles(place.photos, {
    ...{ '0.png': await png(40, 30), '1.png': await png(60, 40), [hostile]: whole },
    ...{ 'cut.jpg': whole.subarray(0, whole.length / 2), 'text.jpg': Buffer.from('hello') },
  });
  const out = join(place.home, 'out');
  const report = (argv: readonly string[]) => runCli(['report', ...argv], { home: place.home });
  const json = async (argv: readonly string[] = []) => {
    const run = await report([out, '--format', 'json', '--json', ...argv]);
    const { files } = ReportRecord.parse(JSON.parse(run.stdout));
    return { ...run, report: Report.parse(JSON.parse(await readFile(files[0]!, 'utf8'))) };
  };
  return { ...place, out, journal: join(out, '.candela', 'journal.jsonl'), report, json };
}

describe('candela report', () => {
  it('tells of each photo what became of it, on a page that needs nothing else', async () => {
    const { out, enhance, report } = await shoot();
    const batch = await enhance(['.', '--out', out, '--only-dark', '99', '--report']);
    expect([batch.code, batch.stderr]).toEqual([1, expect.stringContaining('The report is ')]);
    const page = await readFile(join(out, 'report.html'), 'utf8');
    const order = ['id="failed"', 'cut.jpg is damaged', 'threshold 99 %', 'id="done"'];
    const places = order.map((each) => page.indexOf(each));
    expect([places, places.includes(-1)]).toEqual([[...places].sort((a, b) => a - b), false]);
    expect(page.match(/src="data:image\/webp;base64,/g)?.length).toBeGreaterThanOrEqual(6);
    expect(page).not.toMatch(/<script|https?:|url\(|<img src=x/i);
    const again = await report([out, '--format', 'html,csv,json']);
    expect([again.code, again.stdout.split('\n').length]).toEqual([0, 4]);
    expect(again.stderr).toContain('3 of 5 photos done, 2 failed');
    expect((await readdir(out)).filter((name) => name.startsWith('report')).sort()).toEqual([
      'report.csv',
      'report.html',
      'report.json',
    ]);
  });

  it.skipIf(!hasChromium)('is a page that axe finds nothing wrong with, in either theme', async () => {
    const { out, enhance } = await shoot();
    await enhance(['.', '--out', out, '--only-dark', '99', '--report']);
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    for (const colorScheme of ['dark', 'light'] as const) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const asked: string[] = [];
      const said: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => said.push(message.text()));
      await page.goto(pathToFileURL(join(out, 'report.html')).href);
      expect(await seriousViolations(page)).toEqual([]);
      expect(asked.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
      expect(said).toEqual([]);
      await context.close();
    }
  });

  it('joins shares, and says which is missing and what nobody has done', async () => {
    const { out, enhance, json, report, photos } = await shoot();
    const first = await enhance(['.', '--out', out, '--shard', '1/2', '--report']);
    expect(first.stderr).toContain('It is about share 1 of 2.');
    const half = await json();
    expect(half.report.missingShards).toEqual([{ index: 2, count: 2 }]);
    expect(half.report.photos.length + half.report.missing.length).toBe(5);
    expect(half.stderr).toContain('Share 2 of 2 has no journal.');
    await enhance(['.', '--out', out, '--shard', '2/2']);
    const whole = await json();
    expect(whole.report.totals).toMatchObject({ photos: 5, done: 3, failed: 2, open: 0 });
    expect([whole.report.missing, whole.report.missingShards, whole.report.twice]).toEqual([[], [], []]);
    await writeFile(join(photos, 'later.png'), await png(20, 20));
    expect((await json()).report.missing).toEqual([join(photos, 'later.png')]);
    expect((await report([out, '--no-pictures'])).code).toBe(0);
    expect((await readdir(out)).filter((name) => name.startsWith('report'))).toContain('report-1-of-2.html');
  });

  it('has the last word of a batch that was continued', async () => {
    const { photos, out, enhance, json } = await shoot();
    await enhance(['.', '--out', out]);
    await writeFile(join(photos, 'cut.jpg'), await jpeg());
    await enhance(['--resume', out, '--report']);
    expect((await json()).report.totals).toMatchObject({ photos: 5, done: 4, failed: 1 });
  });

  it('replaces its own report, and no file of anybody else', async () => {
    const { out, enhance, report } = await shoot();
    await enhance(['.', '--out', out]);
    await writeFile(join(out, 'report.csv'), 'mine');
    const csv = () => report([out, '--format', 'csv']);
    expect((await csv()).stdout).toContain('report-2.csv');
    expect((await csv()).stdout).toContain('report-2.csv');
    expect(await readFile(join(out, 'report.csv'), 'utf8')).toBe('mine');
    await appendFile(join(out, 'report-2.csv'), 'noted by hand');
    expect((await csv()).stdout).toContain('report-3.csv');
  });

  it('says what is wrong with a journal, and reads what is whole of one that is cut', async () => {
    const { home, out, journal, enhance, report, json } = await shoot();
    const none = await report([home]);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('There is no journal of a batch')]);
    expect((await report([join(home, 'nowhere')])).stderr).toContain('does not exist');
    await enhance(['.', '--out', out]);
    await appendFile(journal, '{"type":"done","run":"');
    const cut = await json();
    expect([cut.code, cut.report.totals.done]).toEqual([0, 3]);
    expect(cut.stderr).toContain('The last line of journal.jsonl was cut off');
    await writeFile(join(home, 'file'), '');
    const refused = await report([out, '--out', join(home, 'file')]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is a file, not a folder')]);
    expect((await report([out, '--format', 'pdf'])).code).toBe(2);
    await writeFile(journal, '{"type":"journal","version":99}\n');
    const newer = await report([out]);
    expect([newer.code, newer.stderr]).toEqual([1, expect.stringContaining('a newer Candela')]);
  });

  it('shows photos that are gone without a picture', async () => {
    const { photos, out, enhance, report } = await shoot();
    await enhance(['.', '--out', out]);
    await rm(photos, { recursive: true });
    await mkdir(photos);
    const run = await report([out]);
    expect(run.code).toBe(0);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('only after');
  });
});
