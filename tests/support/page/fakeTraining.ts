/** @file Training for the stand-in: its losses follow a formula, its pictures go from dark to light. Nothing is learned. */
import {
  trainBars,
  type CallInput,
  type CallOutput,
  type Crop,
  type TrainLook,
  type TrainState,
} from '@contract';
import { convLayers, networks } from '@core';
import type { Handlers } from './fakeBatchCalls';

type Name = 'train.create' | 'train.run' | 'train.rewind' | 'train.export' | 'train.free';
type Run = { settings: CallInput<'train.create'>['settings']; state: TrainState };

const size = { width: 144, height: 96 };
const [darkPsnr, bestPsnr] = [6.4, 26];

/** The loss before a step. */
const lossAt = (step: number): number => 0.02 + 0.2 / (1 + step / 20) + 0.01 * Math.sin(step * 1.7) ** 2;

function picture(light: number): Crop {
  const data = new Uint8Array(size.width * size.height * 3);
  for (let at = 0; at < data.length; at += 1) data[at] = light * ((at * 7 + (at >> 9) * 13) % 256);
  return { ...size, data };
}

const shareAt = (step: number): number => step / (step + 60);

function look({ settings, state: { step } }: Run): TrainLook {
  const bars = Array.from({ length: trainBars }, (_, at) =>
    Math.round(900 * Math.exp(-(((at - 12) / 5) ** 2))),
  );
  const spread = { bars, spread: 0.1 };
  return {
    step,
    picture: picture(0.2 + 0.8 * shareAt(step)),
    psnr: darkPsnr + (bestPsnr - darkPsnr) * shareAt(step),
    limits: { weights: 0.4, gradients: 0.01, activations: 1 },
    layers: convLayers(networks[settings.network ?? 'notes']).map(({ name, inputs, outputs }, index) => ({
      name,
      inputs,
      units: outputs,
      dead: index === 2 ? Math.min(outputs - 1, 5) : 0,
      weights: spread,
      gradients: { ...spread, spread: 0.002 },
      activations: { ...spread, spread: 0.3 },
    })),
  };
}

export function trainingHandlers(): Pick<Handlers, Name> {
  const runs = new Map<string, Run>();
  let made = 0;
  const find = (id: string): Run => {
    const run = runs.get(id);
    if (run === undefined) throw new Error(`There is no run ${id}.`);
    return run;
  };
  return {
    'train.create': ({ settings }): Promise<CallOutput<'train.create'>> => {
      made += 1;
      const id = made.toString(16).padStart(8, '0');
      const run: Run = { settings, state: { step: 0, snapshots: [0], stopped: null } };
      runs.set(id, run);
      return Promise.resolve({
        run: id,
        provider: 'cpu',
        state: run.state,
        dark: picture(0.2),
        truth: picture(1),
        darkPsnr,
        look: look(run),
      });
    },
    'train.run': async ({ run: id, steps, look: wanted }) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const run = find(id);
      const from = run.state.step;
      const count = Math.min(steps, 5);
      const snapshots = [...run.state.snapshots, from + count];
      run.state = { ...run.state, step: from + count, snapshots };
      const losses = Array.from({ length: count }, (_, at) => lossAt(from + at));
      return { state: run.state, losses, look: wanted ? look(run) : null };
    },
    'train.rewind': ({ run: id, step }) => {
      const run = find(id);
      const snapshots = run.state.snapshots.filter((one) => one <= step);
      run.state = { step: snapshots.at(-1) ?? 0, snapshots, stopped: null };
      return Promise.resolve({ state: run.state, look: look(run) });
    },
    'train.export': () => Promise.resolve({ model: 'mine' }),
    'train.free': ({ run }) => {
      runs.delete(run);
      return Promise.resolve({});
    },
  };
}
