/** @file A step of training beside PyTorch's, and how soon a network makes a dark crop better. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TrainSettings } from '@contract';
import { createEngine } from '@engine';
import { seeded } from '@core';
import { startWeights } from '../../src/engine/train/initialise';
import { firstState, StepSession } from '../../src/engine/train/StepSession';

const steps = 15;
const rounds = 5;
const goal = 6;
const longestSeconds = 60;
const { signal } = new AbortController();

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The quickest step counts, because other load on the machine only makes one slower. */
const best = (times: readonly number[]): number => Math.min(...times);

/** Milliseconds of each step of the network of the lecture notes here: batches of 4 crops of 48 px. */
async function ownSteps(session: StepSession, settings: TrainSettings): Promise<number[]> {
  const random = seeded(1);
  const truth = Float32Array.from({ length: 4 * 3 * 48 * 48 }, () => random.uniform());
  const pairs = { truth, dark: truth.map((value) => value * 0.2) };
  let state = firstState(settings, startWeights(settings));
  const times: number[] = [];
  for (let step = -3; step < steps; step += 1) {
    const begin = performance.now();
    state = (await session.take(state, pairs, 1e-3)).after;
    if (step >= 0) times.push(performance.now() - begin);
  }
  return times;
}

/** The same in PyTorch. Undefined: this Python has none. */
function torchSteps(python: string): number[] | undefined {
  const run = spawnSync(python, ['-m', 'candela_training.bench_step', String(steps)], {
    env: { ...process.env, PYTHONPATH: resolve('training') },
    encoding: 'utf8',
  });
  return run.status === 0 ? (JSON.parse(run.stdout) as number[]) : undefined;
}

/** Seconds of training until the held-out crop of a sample is 6 dB better than in the dark, and its PSNR after 20 s. */
async function gain(network: 'notes' | 'small'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'candela-bench-'));
  const engine = createEngine({ cacheFolder: folder, modelFolders: [folder], version: 'bench' });
  try {
    const rate = network === 'small' ? 0.003 : 0.001;
    const settings = TrainSettings.parse({ network, rate, darkening: { factor: 0.2, noise: 'camera' } });
    const photos = [{ path: resolve('assets/samples/truth/animal.jpg') }];
    const made = await engine.training.create(
      { photos, source: 'samples', settings, provider: 'cpu' },
      { signal },
    );
    const dark = made.darkPsnr ?? Number.NaN;
    const [begin, found] = [performance.now(), { goal: '–', step: 0, psnr: dark }];
    const seconds = (): number => (performance.now() - begin) / 1000;
    while (seconds() < 20 || (found.goal === '–' && seconds() < longestSeconds)) {
      const answer = await engine.training.run(
        { run: made.run, steps: 100, forMs: 500, rate, look: true },
        { signal },
      );
      found.psnr = answer.look?.psnr ?? Number.NaN;
      found.step = answer.state.step;
      if (found.goal === '–' && found.psnr >= dark + goal) found.goal = seconds().toFixed(1);
    }
    return `| ${network} | ${dark.toFixed(1)} | ${found.goal} | ${seconds().toFixed(0)} | ${found.step} | ${found.psnr.toFixed(1)} |`;
  } finally {
    await engine.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param python a Python with PyTorch; the one of `training/.venv` by default */
export async function trainingBench(python = resolve('training/.venv/bin/python')): Promise<void> {
  const settings = TrainSettings.parse({ network: 'notes' });
  const session = await StepSession.open(settings, 'cpu');
  const hasPython = existsSync(python);
  print('| round | step here ms | step in PyTorch ms | ratio |\n|---|---|---|---|');
  const all: { own: number[]; torch: number[] } = { own: [], torch: [] };
  for (let round = 1; round <= rounds; round += 1) {
    const own = best(await ownSteps(session, settings));
    const times = hasPython ? torchSteps(python) : undefined;
    const torch = times === undefined ? undefined : best(times);
    const beside = torch === undefined ? ['–', '–'] : [torch.toFixed(0), (own / torch).toFixed(2)];
    print(`| ${[round, own.toFixed(0), ...beside].join(' | ')} |`);
    all.own.push(own);
    if (torch !== undefined) all.torch.push(torch);
  }
  const [own, torch] = [best(all.own), best(all.torch)];
  if (hasPython) print(`| best | ${own.toFixed(0)} | ${torch.toFixed(0)} | ${(own / torch).toFixed(2)} |`);
  await session.release();
  print(`\n| network | dark dB | +${goal} dB after s | after s | steps | dB |\n|---|---|---|---|---|---|`);
  for (const network of ['small', 'notes'] as const) print(await gain(network));
}
