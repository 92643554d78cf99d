/** Ctrl-C before the first photo is under way, while the engine does something that it cannot be told to stop. */
import { type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SummaryRecord } from '@contract';
import { frame } from '../support/burst';
import { cliFolder } from '../support/cliFolder';
import { putFiles } from '../support/oddPhotos';
import { bundle } from '../support/runBundled';
import { runCli } from '../support/runCli';

let host = '';
beforeAll(async () => {
  host = await bundle('stillHostChild');
});

const told = 'Interrupted; nothing half-written is left.\n';

function engineOf(child: ChildProcess): number {
  return Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim());
}

/** Who gets the Ctrl-C, in this order. In a terminal both do. */
type Hit = 'program' | 'both' | 'engine first';

/** Runs a command until the engine is at `still`, and interrupts it. */
async function interruptedAt(still: string, { argv, hit }: { argv: string[]; hit: Hit }) {
  const { home, photos, enhance } = await cliFolder();
  const frames = await Promise.all([0.9, 1].map((gain, index) => frame(gain, 2 * index)));
  await putFiles(photos, Object.fromEntries(frames.map((content, index) => [`${index}.jpg`, content])));
  const file = join(home, 'told');
  let engine = 0;
  const options = {
    env: { CANDELA_ENGINE_HOST: host, CANDELA_STILL: still, CANDELA_STILL_TOLD: file },
    onStart: (child: ChildProcess) => {
      const timer = setInterval(() => {
        if (!existsSync(file)) return;
        clearInterval(timer);
        engine = engineOf(child);
        if (hit === 'engine first') process.kill(engine, 'SIGINT');
        child.kill('SIGINT');
        if (hit === 'both') process.kill(engine, 'SIGINT');
      }, 5);
    },
  };
  const [command = '', ...rest] = argv;
  const run =
    command === 'enhance'
      ? await enhance(rest, options)
      : await runCli(argv, { home, cwd: photos, ...options });
  expect(engine).toBeGreaterThan(0);
  expect(existsSync(`/proc/${engine}`)).toBe(false);
  expect(await readdir(photos)).toEqual(['0.jpg', '1.jpg']);
  return run;
}

describe.skipIf(process.platform !== 'linux')('candela, interrupted before the first photo', () => {
  const series = ['enhance', '.', '--series'];
  it.each([
    ['the engine starts', 'start', ['enhance', '.'], 'program'],
    ['the engine starts', 'start', ['enhance', '.'], 'both'],
    ['the engine starts', 'start', ['enhance', '.'], 'engine first'],
    ['the engine starts', 'start', ['models'], 'both'],
    ['models are looked for', 'models.find', ['enhance', '.'], 'both'],
    ['files are looked into', 'file.sniff', ['enhance', '.'], 'both'],
    ['photos are measured', 'photo.survey', series, 'program'],
    ['series are made equally bright', 'photo.tones', series, 'program'],
    ['series are made equally bright', 'photo.tones', series, 'both'],
  ] as const)('says so and ends with 130 while %s (%s, %j, %s)', async (_, still, argv, hit) => {
    const { code, stdout, stderr } = await interruptedAt(still, { argv: [...argv], hit });
    expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: told });
  });

  it('ends its records with the usual last line', async () => {
    const run = await interruptedAt('file.sniff', { argv: ['enhance', '.', '--json'], hit: 'both' });
    expect(run).toMatchObject({ code: 130, stderr: told });
    expect(SummaryRecord.parse(JSON.parse(run.stdout))).toMatchObject({ done: 0, failed: 0, skipped: 0 });
  });
});
