import {
  CandelaError,
  type Crop,
  type Provider,
  type TrainLook,
  type TrainSettings,
  type TrainState,
} from '@contract';
import { Gate } from '../enhance/Gate';
import type { NetworkGate } from '../enhance/NetworkGate';
import { isOutOfMemory } from '../model/runtime';
import type { CropSource, Rgb8 } from './CropSource';
import { decibels, type LookSession } from './LookSession';
import type { Snapshot } from './SnapshotFiles';
import { Snapshots } from './Snapshots';
import type { StepSession } from './StepSession';

type Options = { signal: AbortSignal };

/** A snapshot is taken after so many steps. */
const snapshotEvery = 25;

/** Memory for the snapshots of one run. */
const snapshotBytes = 64 * 2 ** 20;

/** A loss that is so many times that of the first step is exploding. */
const explosion = 100;

export type TrainRunParts = {
  readonly settings: TrainSettings;
  readonly source: CropSource;
  readonly pair: { readonly dark: Rgb8; readonly truth: Rgb8 };
  readonly session: StepSession;
  readonly looks: LookSession;
  readonly state: Snapshot;
  readonly gate: NetworkGate;
  /** Keeps a snapshot for another engine. */
  readonly keep: (snapshot: Snapshot) => void;
};

export type RunRequest = {
  readonly steps: number;
  readonly forMs: number;
  readonly rate: number;
  readonly look: boolean;
};

export type RunAnswer = {
  readonly state: TrainState;
  readonly losses: (number | null)[];
  readonly look: TrainLook | null;
};

/** One network in training. Calls take turns. */
export class TrainRun {
  readonly #parts: TrainRunParts;
  readonly #snapshots = new Snapshots(snapshotBytes);
  #state: Snapshot;
  #gradient: Float32Array;
  #firstLoss: number | undefined;
  #stopped: TrainState['stopped'] = null;
  #rate: number;
  readonly #turn = new Gate(1);

  constructor(parts: TrainRunParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#gradient = new Float32Array(parts.state.weights.length);
    this.#rate = parts.settings.rate;
    this.#snapshots.add(parts.state);
  }

  get provider(): Provider {
    return this.#parts.session.provider;
  }

  get state(): TrainState {
    return { step: this.#state.step, snapshots: this.#snapshots.steps, stopped: this.#stopped };
  }

  get pair(): { dark: Crop; truth: Crop; darkPsnr: number | null } {
    const { dark, truth } = this.#parts.pair;
    return { dark, truth, darkPsnr: decibels(dark, truth) };
  }

  /** What was learned, for a model. */
  get learned(): { weights: Float32Array; steps: number; rate: number; settings: TrainSettings } {
    const { weights, step } = this.#state;
    return { weights, steps: step, rate: this.#rate, settings: this.#parts.settings };
  }

  /** @throws CandelaError `train.noMemory`; the signal's reason between two steps */
  run(request: RunRequest, options: Options): Promise<RunAnswer> {
    return this.#turn.within(1, () => this.#run(request, options), options);
  }

  /** Goes back to the snapshot of a step, or to the last one before it. */
  rewind(step: number, options: Options): Promise<TrainLook> {
    const back = (): Promise<TrainLook> => {
      const snapshot = this.#snapshots.upTo(step);
      if (snapshot === undefined) throw new Error('There is a snapshot of the first step.');
      this.#state = snapshot;
      this.#gradient = new Float32Array(snapshot.weights.length);
      this.#stopped = null;
      return this.look(options);
    };
    return this.#turn.within(1, back, options);
  }

  async #run({ steps, forMs, rate, look }: RunRequest, { signal }: Options): Promise<RunAnswer> {
    const until = performance.now() + forMs;
    const losses: (number | null)[] = [];
    this.#rate = rate;
    while (losses.length < steps && this.#stopped === null) {
      losses.push(await this.#step(rate, { signal }));
      if (performance.now() >= until) break;
    }
    return { state: this.state, losses, look: look ? await this.look({ signal }) : null };
  }

  look({ signal }: Options): Promise<TrainLook> {
    const { step, weights } = this.#state;
    const look = () => this.#parts.looks.look({ step, weights, gradient: this.#gradient });
    return this.#parts.gate.within('batch', look, { signal }).catch(explain);
  }

  async release(): Promise<void> {
    await Promise.all([this.#parts.session.release(), this.#parts.looks.release()]);
  }

  /** The loss before the step; null: it is not a number. A step whose loss is none, or explodes, is not taken. */
  async #step(rate: number, { signal }: Options): Promise<number | null> {
    const { session, source, gate } = this.#parts;
    const before = this.#state;
    const take = () => session.take(before, source.batchAt(before.step), rate);
    // A step is short, so others that wait for a network come in between.
    const { loss, gradient, after } = await gate.within('batch', take, { signal }).catch(explain);
    if (!Number.isFinite(loss)) {
      this.#stopped = { step: before.step, why: 'notNumber' };
      return null;
    }
    this.#firstLoss ??= loss;
    if (loss > explosion * Math.max(this.#firstLoss, 0.01)) {
      this.#stopped = { step: before.step, why: 'exploding' };
      return loss;
    }
    // Only now is it known that the weights before this step were sound.
    if (before.step > 0 && before.step % snapshotEvery === 0) this.#keep(before);
    this.#state = after;
    this.#gradient = gradient;
    return loss;
  }

  #keep(snapshot: Snapshot): void {
    this.#snapshots.add(snapshot);
    this.#parts.keep(snapshot);
  }
}

function explain(error: unknown): never {
  if (isOutOfMemory(error)) throw new CandelaError('train.noMemory', {}, { cause: error });
  throw error;
}
