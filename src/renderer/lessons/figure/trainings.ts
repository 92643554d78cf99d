import { BatchTraining, type ExampleSet, type TrainingOptions, type TrainingStep } from '@core';

/** A training after some steps. */
export type Trained<Note> = {
  /** The next batch, looked at: the network as it is now, with its gradients. */
  readonly now: TrainingStep;
  /** Loss of each batch before its step. */
  readonly losses: readonly number[];
  /** What was noted of each step. */
  readonly notes: readonly Note[];
};

export type TrainedOptions<Note> = {
  /** Names the options and what is noted. */
  readonly key: string;
  readonly steps: number;
  readonly options: () => TrainingOptions;
  readonly note: (step: TrainingStep) => Note;
};

type Held = { training: BatchTraining; losses: number[]; notes: unknown[]; answer: Trained<unknown> | null };

const held = new WeakMap<ExampleSet, Map<string, Held>>();
const mostHeld = 12;

/**
 * Trains up to a step, from where it stood the last time. A step further back begins anew, and comes to the same weights: a link
 * gives the same figure.
 */
export function trainedTo<Note>(
  examples: ExampleSet,
  { key, steps, options, note }: TrainedOptions<Note>,
): Trained<Note> {
  const all = held.get(examples) ?? new Map<string, Held>();
  held.set(examples, all);
  let one = all.get(key);
  if (one === undefined || one.training.count > steps) {
    one = { training: new BatchTraining(examples, options()), losses: [], notes: [], answer: null };
    all.delete(key);
    all.set(key, one);
    const [oldest] = all.keys();
    if (all.size > mostHeld && oldest !== undefined) all.delete(oldest);
  }
  while (one.training.count < steps) {
    const taken = one.training.advance();
    one.losses.push(taken.loss);
    one.notes.push(note(taken));
    one.answer = null;
  }
  one.answer ??= { now: one.training.look(), losses: [...one.losses], notes: [...one.notes] };
  // The key names what was noted, so that the notes are of this kind.
  return one.answer as Trained<Note>;
}
