/** `--copy-rest`: copies are a part of the batch, whatever happens to it. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { JournalLine, Report } from '@contract';
import { cliFolder } from '../support/cliFolder';
import { holdingEngine } from '../support/holding';
import { bundle, modelsFolder, runCli, runJson } from '../support/runCli';
import { contents, hashOf } from '../support/killedRuns';

const bright = 24;
const dark = 6;

/** A folder with bright photos, no two of them alike, and some dark ones. */
async function shoot() {
  const { home } = await cliFolder();
  const from = join(home, 'in');
  await mkdir(from);
  for (let index = 0; index < bright + dark; index += 1) {
    const level = index < bright ? 200 + index : 20 + index;
    const background = { r: level, g: level, b: level };
    const picture = sharp({ create: { width: 30 + index, height: 20, channels: 3, background } });
    writeFileSync(join(from, `${index}.png`), await picture.png().toBuffer());
  }
  const options = ['--only-dark', '--copy-rest', '--model', 'identity', '--provider', 'cpu', '--json'];
  return { home, from, out: join(home, 'out'), begin: ['enhance', 'in', '--out', 'out', ...options] };
}

/** The journal's lines; the last one may be cut off. */
function linesOf(out: string): JournalLine[] {
  const lines = readFileSync(join(out, '.candela', 'journal.jsonl'), 'utf8')
    .split('\n')
    .slice(1, -1);
  return lines.map((line) => JournalLine.parse(JSON.parse(line)));
}

/** Kills the program and its engine as soon as it has told of a copy. @returns whether it was killed */
function killedAtCopy(
  home: string,
  argv: readonly string[],
  more: Record<string, string> = {},
): Promise<boolean> {
  const child = spawn(process.execPath, [bundle, ...argv], {
    ...{ cwd: home, detached: true, stdio: ['ignore', 'pipe', 'ignore'] },
    env: {
      ...process.env,
      ...{ HOME: home, CANDELA_CACHE_DIR: join(home, 'cache'), CANDELA_MODELS_DIR: modelsFolder(home) },
      ...more,
    },
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (told.includes('"reason":"copied"') && child.exitCode === null && child.pid !== undefined)
      process.kill(-child.pid, 'SIGKILL');
  });
  return new Promise((resolve) =>
    child.on('close', (_, signal) => {
      resolve(signal === 'SIGKILL');
    }),
  );
}

it.skipIf(process.platform === 'win32')(
  'goes on with its copies after each kill, copies nothing twice, and reports every one',
  async () => {
    const { home, from, out, begin } = await shoot();
    const originals = contents(from);
    // All copies but one wait, so that the batch cannot end first.
    const engine = await holdingEngine(home, { call: 'file.copy', after: 1 });
    engine.hold();
    expect(await killedAtCopy(home, begin, engine.env)).toBe(true);
    const planned = linesOf(out).filter((line) => line.type === 'photo' && line.copy === true);
    expect(planned).toHaveLength(bright);
    const resume = ['enhance', '--resume', 'out', '--json'];
    for (let kills = 0; kills < 3; kills += 1) await killedAtCopy(home, resume);
    const last = await runJson(['enhance', '--resume', 'out'], { home });
    expect(last).toMatchObject({ code: 0, summary: { failed: 0 } });
    const made = contents(out);
    expect(Object.keys(made)).toHaveLength(bright + dark);
    for (let index = 0; index < bright; index += 1)
      expect(made[`${index}.png`]).toBe(hashOf(join(from, `${index}.png`)));
    const outcomes = linesOf(out).filter(({ type }) => type === 'copied' || type === 'done');
    expect(outcomes.filter(({ type }) => type === 'copied')).toHaveLength(bright);
    expect(outcomes).toHaveLength(bright + dark);
    expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(contents(from)).toEqual(originals);
    await runCli(['report', 'out', '--format', 'json'], { home });
    const { totals, photos } = Report.parse(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')));
    expect(totals).toMatchObject({ photos: bright + dark, done: dark, skipped: bright, open: 0 });
    const copies = photos.filter(({ reason }) => reason === 'copied');
    expect(copies.map(({ output }) => output).sort()).toEqual(
      Array.from({ length: bright }, (_, index) => join(out, `${index}.png`)).sort(),
    );
    expect(copies.every(({ median }) => (median ?? 0) > 0.5)).toBe(true);
  },
);

it('makes a copy again that is gone, and counts the others as done before', async () => {
  const { home, out, begin } = await shoot();
  const first = await runJson(begin.slice(0, -1), { home });
  expect(first.summary).toMatchObject({ done: dark, skipped: bright });
  await rm(join(out, '3.png'));
  const again = await runJson(['enhance', '--resume', 'out', '--strength', '1'], { home });
  const copied = again.photos.filter(({ reason }) => reason === 'copied');
  expect(copied.map(({ output }) => output)).toEqual([join(out, '3.png')]);
  expect(again.photos.filter(({ reason }) => reason === 'doneBefore')).toHaveLength(bright + dark - 1);
  const third = await runJson(begin.slice(0, -1), { home });
  expect(third.photos.filter(({ reason }) => reason === 'copied')).toHaveLength(bright);
  expect(Object.keys(contents(out))).toHaveLength(bright + 2 * dark);
});
