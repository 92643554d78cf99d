// `npm run bench:app [-- --quick | --batch [PHOTOS] | --many [PHOTOS]]`: times, frames and memory of the real app, from one run on one machine. It passes no verdict.
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { errors } from 'playwright-core';
import { driveApp, dropFiles, makeHome, removeHome, startDisplay, untilTilesAreIn } from './appDriver.mjs';
import { benchBatch, benchMany } from './benchBatch.mjs';
import { drawnFrames, inputDelays, picturesOf, startToPaint } from './appProbes.mjs';
import { ensureTestElectron, testElectron } from './electron.mjs';
import { setUp } from './setup.mjs';
import { root } from './system.mjs';

const size = { width: 1920, height: 1080 };
const rasterMb = (6000 * 4000 * 3) / 2 ** 20;
const print = (line) => process.stdout.write(`${line}\n`);
const row = (...cells) => print(`| ${cells.join(' | ')} |`);
const ms = (value) => `${value.toFixed(0)} ms`;
const mb = (value) => `${value.toFixed(0)} MB`;

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
const median = (values) => quantile(values, 0.5);

/** A part of `npm run bench`: `photos` or `alone`. */
async function partOfBench(name) {
  const { build } = await import('esbuild');
  const outfile = join(root, 'dist', `bench-${name}.mjs`);
  const entry = join(root, 'tests', 'bench', `${name}.ts`);
  const options = { bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' };
  const alias = { '@contract': join(root, 'src/contract/index.ts') };
  await build({ ...options, alias, entryPoints: [entry], outfile, logLevel: 'warning' });
  return import(outfile);
}

/** How long sharp alone takes for a picture of the stage's size. This is the lower bound for the first pixels. */
async function codecFloor(photo) {
  const { default: sharp } = await import('sharp');
  const times = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const start = performance.now();
    await sharp(photo).resize(1600, 1600, { fit: 'inside' }).raw().toBuffer();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Memory of a process and its descendants in MB: resident, and with shared pages counted once. Linux only. */
function memoryOf(pid) {
  const children = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOr(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = [pid];
  for (const each of all) all.push(...(children.get(each) ?? []));
  const sum = (key) =>
    all.reduce((total, each) => {
      const found = new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(readOr(`/proc/${each}/smaps_rollup`));
      return total + Number(found?.[1] ?? 0) / 1024;
    }, 0);
  return { processes: all.length, rss: sum('Rss'), pss: sum('Pss') };
}

/** A process may end while it is being read. */
function readOr(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function folderBytes(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((total, entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) return total;
    return total + (entry.isDirectory() ? folderBytes(path) : statSync(path).size);
  }, 0);
}

async function benchStart(place) {
  const times = [];
  // The debugger sometimes misses the answer of a running app. Such a start is not counted.
  const again = (error) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return startToPaint(place);
  };
  for (let turn = 0; turn < 5; turn += 1) times.push(await startToPaint(place).catch(again).catch(again));
  row('start to interactive, first', ms(times[0]), '');
  row('start to interactive, later ones', ms(median(times.slice(1))), `median of ${times.length - 1}`);
}

async function benchDrops({ page }, photos, floor) {
  const drops = [];
  for (const photo of photos) {
    const pictures = picturesOf(page, basename(photo));
    await dropFiles(page, [photo]);
    drops.push(await pictures);
  }
  for (const [what, of] of [
    ['first drop, engine not started', drops.slice(0, 1)],
    ['later drops', drops.slice(1)],
  ]) {
    const pixels = median(of.map((drop) => drop.pixels));
    const draft = median(of.map((drop) => drop.draft));
    row(`drop to first pixels, ${what}`, ms(pixels), `${(pixels / floor).toFixed(1)} × sharp alone`);
    row(`drop to enhanced draft, ${what}`, ms(draft), `${(draft / pixels).toFixed(1)} × first pixels`);
  }
}

async function benchSlider({ page }) {
  await page.getByRole('slider', { name: 'Strength' }).focus();
  const delays = await inputDelays(page, async () => {
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press(press < 20 ? 'ArrowLeft' : 'ArrowRight');
      await page.waitForTimeout(50);
    }
  });
  row('slider to screen, 1920×1080', ms(median(delays)), `95 % within ${ms(quantile(delays, 0.95))}`);
}

async function benchFrames({ page }) {
  const middle = { x: 700, y: 480 };
  const rowOf = (what, frames) =>
    row(
      `${what}, frame time`,
      `${median(frames).toFixed(1)} ms`,
      `95 % within ${quantile(frames, 0.95).toFixed(1)} ms, ${frames.length} frames`,
    );
  await page.keyboard.press('1');
  await page.mouse.move(middle.x, middle.y + 120);
  const zoom = await drawnFrames(page, async () => {
    for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, turn < 30 ? -60 : 60);
  });
  rowOf('zoom', zoom);
  await page.keyboard.press('Control+Alt+0');
  await page.waitForTimeout(300);
  await untilTilesAreIn(page);
  await page.mouse.down();
  const pan = await drawnFrames(page, async () => {
    for (let turn = 0; turn < 120; turn += 1)
      await page.mouse.move(middle.x + 3 * (turn < 60 ? turn : 120 - turn), middle.y + 120 + (turn % 60));
  });
  await page.mouse.up();
  rowOf('pan at 1:1', pan);
  await page.keyboard.press('Control+0');
}

async function benchMemory({ app, page }, photos) {
  const say = (count) => {
    const { processes, rss, pss } = memoryOf(app.process().pid);
    const ratio = `${(rss / rasterMb).toFixed(1)} × a photo's pixels`;
    row(
      `memory, photos of 24 MP: ${count}`,
      mb(rss),
      `${processes} processes; shared once ${mb(pss)}; ${ratio}`,
    );
  };
  // A single photo has no strip.
  const open = async () => Math.max(1, await page.getByRole('option').count());
  const before = await open();
  say(before);
  await dropFiles(page, photos);
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('[role="option"]').length === count &&
      document.querySelectorAll('[role="option"] canvas').length === count &&
      document.querySelector('[role="option"][data-status="working"]') === null,
    before + photos.length,
  );
  say(await open());
}

function benchPackage() {
  const folder = join(root, 'out', 'package', 'linux-unpacked');
  const bytes = statSync(folder, { throwIfNoEntry: false }) === undefined ? null : folderBytes(folder);
  row(
    'unpacked app',
    bytes === null ? '–' : mb(bytes / 2 ** 20),
    bytes === null ? 'npm run package makes it' : '',
  );
}

const head = () => {
  row('measured', 'value', 'beside it');
  row('---', '---', '---');
};

async function runBatches(place, [mode, count]) {
  head();
  if (mode === '--batch')
    return benchBatch(place, { count: Number(count ?? 100), tools: await partOfBench('alone'), row });
  const photo = join(place.home, 'small.jpg');
  const { makePhoto } = await partOfBench('photos');
  await makePhoto(photo, 1200, 1024);
  return benchMany(place, { count: Number(count ?? 2000), photo, row });
}

async function run(place, isQuick) {
  const photosIn = join(place.home, 'Pictures', 'Bench');
  mkdirSync(photosIn);
  const { makePhoto, copies } = await partOfBench('photos');
  const photo = join(photosIn, 'photo.jpg');
  await makePhoto(photo, 6000, 4000);
  const photos = await copies(photo, photosIn, isQuick ? 6 : 20);
  head();
  await benchStart(place);
  const floor = await codecFloor(photo);
  row('sharp alone, 24 MP to 1600 pixels', ms(floor), 'median of 3');
  const first = await driveApp(place);
  await benchDrops(first, photos.slice(0, 4), floor);
  await benchSlider(first);
  await benchFrames(first);
  await first.close();
  const second = await driveApp(place);
  const pictures = picturesOf(second.page, basename(photos[0]));
  await dropFiles(second.page, photos.slice(0, 1));
  await pictures;
  await benchMemory(second, photos.slice(1));
  await second.close();
  benchPackage();
}

async function main() {
  if (process.platform !== 'linux')
    throw new Error('The bench of the app reads memory from /proc: Linux alone.');
  await setUp();
  const lack = await ensureTestElectron();
  if (lack !== null) throw new Error(lack);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  print(
    `Candela ${version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB; no GPU\n`,
  );
  const display = await startDisplay();
  const home = makeHome();
  try {
    const place = { electron: testElectron, home, display: display.name, size };
    const [mode, ...rest] = process.argv.slice(2);
    if (mode === '--batch' || mode === '--many') await runBatches(place, [mode, ...rest]);
    else await run(place, mode === '--quick');
  } finally {
    display.stop();
    removeHome(home);
  }
}

await main();
