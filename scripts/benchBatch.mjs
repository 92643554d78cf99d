// Batches in the real window, for `npm run bench:app`: their throughput and the time left, and the frames of the place while thousands are at work.
import { linkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { driveApp, dropFiles } from './appDriver.mjs';
import { drawnFrames } from './appProbes.mjs';

const percent = (share) => `${(100 * share).toFixed(0)} %`;
const units = { s: 1, min: 60 };

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

async function openInBatch(page, files, count) {
  await page.keyboard.press('Control+2');
  await dropFiles(page, files);
  await page.getByRole('heading', { level: 1, name: `${count} photos` }).waitFor();
  await page.getByRole('button', { name: `Enhance ${count} photos` }).waitFor();
}

/** Notes what the run's bar says, each time that it changes, on the page's clock. `benchSaid` is a promise of it all. */
function listenToBar(page) {
  return page.evaluate(() => {
    const said = [];
    const look = () => {
      const parts = [...document.querySelectorAll('section[aria-label="The run"] :is(strong, span)')];
      const texts = parts.map(({ textContent }) => textContent);
      const line = texts.join(' ');
      if (line === '' || said.at(-1)?.line === line) return;
      const over = texts.map((text) => /^(\d+) of \d+$/.exec(text)?.[1]).find((found) => found !== undefined);
      said.push({ at: performance.now(), line, over, left: texts.find((text) => text.endsWith(' left')) });
    };
    const over = new Promise((resolve) => {
      const timer = setInterval(() => {
        look();
        if (!said.at(-1)?.line.includes('photos saved')) return;
        clearInterval(timer);
        resolve(said);
      }, 250);
    });
    Object.assign(globalThis, { benchSaid: over });
  });
}

function secondsOf(time) {
  return [...time.matchAll(/([\d.]+) (s|min)\b/g)].reduce(
    (sum, [, value, unit]) => sum + value * units[unit],
    0,
  );
}

/** The share by which the time left was too long after a tenth of the photos; negative: too short. */
function errorOfLeft(said, count) {
  const first = said.find(({ over, left }) => Number(over) >= count / 10 && left !== undefined);
  return first === undefined ? null : (secondsOf(first.left) * 1000) / (said.at(-1).at - first.at) - 1;
}

/**
 * A batch of 12 megapixel photos. The stages alone are taken by the command line from some of the photos, before and after.
 * @param tools `frames`, `stagesAlone` and `meanStages` of tests/bench/alone.ts
 */
export async function benchBatch(place, { count, tools, row }) {
  const folder = join(place.home, 'Pictures');
  const photos = await tools.frames(folder, count);
  const some = Array.from({ length: Math.max(3, Math.ceil(count / 10)) }, (_, index) =>
    join(photos, `frame-${index + 1}.jpg`),
  );
  const alone = () => tools.stagesAlone(some, { model: 'candela', out: join(place.home, 'alone'), env: {} });
  const before = await alone();
  const driven = await driveApp(place);
  const { page } = driven;
  await openInBatch(page, [photos], count);
  await listenToBar(page);
  const started = await page.evaluate(() => performance.now());
  await page.getByRole('button', { name: `Enhance ${count} photos` }).click();
  // Asked once: the driver's own waiting looks through the whole page again and again.
  const said = await page.evaluate(() => globalThis.benchSaid);
  await driven.close();
  const mean = tools.meanStages([before, await alone()]);
  const seconds = (said.at(-1).at - started) / 1000;
  const slowest = (Math.max(...Object.values(mean)) * count) / 1000;
  const error = errorOfLeft(said, count);
  row(
    `batch of ${count} photos of 12 MP`,
    `${seconds.toFixed(1)} s`,
    `slowest stage alone ${slowest.toFixed(1)} s, ${percent(slowest / seconds)} of it`,
  );
  row('time left after a tenth', error === null ? '–' : `off by ${percent(error)}`, '');
}

/** Frames of the Batch place with so many small photos at work, and how long it takes to add them. */
export async function benchMany(place, { count, photo, row }) {
  const folder = join(place.home, 'Pictures', 'Many');
  mkdirSync(folder);
  for (let index = 1; index <= count; index += 1) linkSync(photo, join(folder, `many ${index}.jpg`));
  const driven = await driveApp(place);
  const { page } = driven;
  const begin = performance.now();
  await openInBatch(page, [folder], count);
  row(
    `adding ${count} photos`,
    `${((performance.now() - begin) / 1000).toFixed(1)} s`,
    'until they can be enhanced',
  );
  const rowOf = (what, frames) =>
    row(
      `${what}, frame time`,
      `${quantile(frames, 0.5).toFixed(0)} ms`,
      `95 % within ${quantile(frames, 0.95).toFixed(0)} ms, longest ${quantile(frames, 1).toFixed(0)} ms`,
    );
  const list = page.getByRole('listbox', { name: 'Photos' });
  const scroll = async () => {
    await list.hover();
    for (let turn = 0; turn < 80; turn += 1) {
      await page.mouse.wheel(0, turn < 40 ? 400 : -400);
      await page.waitForTimeout(30);
    }
  };
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpuMs = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value *
    1000;
  const measure = async (what, act) => {
    const before = await cpuMs();
    const frames = await drawnFrames(page, act);
    rowOf(what, frames);
    const each = ((await cpuMs()) - before) / frames.length;
    row(`${what}, processor time of the page's thread for a frame`, `${each.toFixed(1)} ms`, '');
  };
  await measure('scrolling, before the run', scroll);
  await page.getByRole('button', { name: `Enhance ${count} photos` }).click();
  await page
    .getByText(/^[1-9]\d* of \d+$/)
    .first()
    .waitFor({ timeout: 600_000 });
  await measure('scrolling, photos at work', scroll);
  await measure('looking on, photos at work', () => page.waitForTimeout(3000));
  await page.getByRole('button', { name: 'Cancel', exact: true }).first().click();
  await driven.close();
}
