import type { Provider, TrainSettings } from '@contract';
import { networks, parameterCount } from '@core';
import { asRun } from '../model/runs';
import { createSession, loadRuntime, type Session, type Tensor } from '../model/runtime';
import type { Planes } from './CropSource';
import { stepModel } from './graphs';
import { adamCorrections, momentCounts, momentInput, momentOutput } from './optimisers';
import type { Snapshot } from './SnapshotFiles';

export type Step = {
  /** The loss before the step. */
  readonly loss: number;
  readonly gradient: Float32Array;
  readonly after: Snapshot;
};

/** A session of the graph of one step. What is learned stays with the caller. */
export class StepSession {
  private constructor(
    readonly provider: Provider,
    private readonly session: Session,
    private readonly settings: TrainSettings,
  ) {}

  /** Throws the runtime's errors. */
  static async open(settings: TrainSettings, provider: Provider): Promise<StepSession> {
    return new StepSession(
      provider,
      await createSession(stepModel(settings), provider, { isOfSmallSteps: true }),
      settings,
    );
  }

  /** Takes one step from a state. Throws the runtime's errors. */
  async take({ step, weights, moments }: Snapshot, pairs: Planes, rate: number): Promise<Step> {
    const { Tensor } = await loadRuntime();
    const { batch, side, optimiser } = this.settings;
    const floats = (data: Float32Array, shape: number[]): Tensor => new Tensor('float32', data, shape);
    const vector = (data: Float32Array): Tensor => floats(data, [data.length]);
    const number = (value: number): Tensor => floats(Float32Array.of(value), []);
    const photos = [batch, 3, side, side];
    const feeds: Record<string, Tensor> = {
      dark: floats(pairs.dark, photos),
      truth: floats(pairs.truth, photos),
      weights: vector(weights),
      rate: number(rate),
    };
    for (const [at, moment] of moments.entries()) feeds[momentInput(at)] = vector(moment);
    if (optimiser === 'adam')
      for (const [at, value] of adamCorrections(step + 1).entries()) feeds[`correction${at}`] = number(value);
    const found = await asRun(() => this.session.run(feeds));
    return {
      loss: valuesOf(found['loss'])[0] ?? Number.NaN,
      gradient: valuesOf(found['gradient']),
      after: {
        step: step + 1,
        weights: valuesOf(found['newWeights']),
        moments: moments.map((_, at) => valuesOf(found[momentOutput(at)])),
      },
    };
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

/** A state before the first step: the optimiser knows nothing yet. */
export function firstState({ network, optimiser }: TrainSettings, weights: Float32Array): Snapshot {
  const count = parameterCount(networks[network]);
  const moments = Array.from({ length: momentCounts[optimiser] }, () => new Float32Array(count));
  return { step: 0, weights, moments };
}

export function valuesOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('The graph did not give what it should.');
  return tensor.data;
}
