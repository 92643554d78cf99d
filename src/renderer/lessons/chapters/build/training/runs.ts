/** @file What is done with runs. The page asks for a little training at a time: when it stops asking, nothing is trained. */
import { CandelaError, type TrainSettings } from '@contract';
import { failureOf } from '../../../../actions/failures';
import { call } from '../../../../bridge';
import { preferences } from '../../../../state/preferences';
import { trainingPhotos } from './photos';
import { fits, readSettings } from './settings';
import { advanced, madeRun, rewound, training, type RunView } from './state';

/** A run is asked for so much at a time, ms. Between two answers the page only draws. */
const slice = 250;

/** The crop and the histograms are asked for this often, ms. */
const lookEvery = 800;

/** A run ends here by itself. */
export const mostSteps = 5000;

let lastLook = 0;

async function create(settings: TrainSettings, from?: string): Promise<RunView> {
  const photos = await trainingPhotos();
  const made = await call('train.create', {
    photos: photos.entries.map(({ photo }) => photo),
    source: photos.source,
    settings,
    provider: preferences.getState().provider,
    ...(from !== undefined && { from }),
  });
  return madeRun(made, { settings, photos });
}

function free(run: RunView | null): void {
  // Nobody waits for it, and a run that is gone is free.
  if (run !== null) call('train.free', { run: run.id }).catch(() => undefined);
}

function fail(error: unknown): void {
  training.setState({ isRunning: false, isMaking: false, error: failureOf(error, '') });
}

let making: Promise<void> | null = null;

/** Makes a run with the settings as they are now, in place of the current one. Who asks while one is being made waits for that. */
export function makeRun(): Promise<void> {
  making ??= replaceRun().finally(() => {
    making = null;
  });
  return making;
}

async function replaceRun(): Promise<void> {
  training.setState({ isMaking: true, isRunning: false, error: null });
  try {
    const before = training.getState().current;
    const current = await create(readSettings());
    training.setState({ current, isMaking: false, pace: null });
    free(before);
  } catch (error) {
    fail(error);
  }
}

/** A run with the settings as they are now. They may have changed while another was being made. */
export async function freshRun(): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { current } = training.getState();
    if (current !== null && fits(current.settings, readSettings())) return;
    await makeRun();
  }
}

/** Puts the current run aside, to be compared with the next one. It is not trained any more, so its memory is given back. */
export function putAside(): void {
  const { current } = training.getState();
  if (current === null) return;
  pause();
  training.setState({ current: null, other: current });
  free(current);
  void makeRun();
}

/** Forgets the run that was put aside. */
export function dropOther(): void {
  training.setState({ other: null });
}

export function pause(): void {
  training.setState({ isRunning: false });
}

/** Trains until it is paused, has stopped by itself, or has taken all its steps. */
export async function play(): Promise<void> {
  if (training.getState().isRunning) return;
  training.setState({ isRunning: true, error: null });
  try {
    while (training.getState().isRunning && canGoOn(training.getState().current)) await trainFor(slice, mostSteps);
    training.setState({ isRunning: false });
    await look();
  } catch (error) {
    fail(error);
  }
}

export async function stepOnce(): Promise<void> {
  pause();
  try {
    lastLook = 0;
    if (canGoOn(training.getState().current)) await trainFor(1, 1);
  } catch (error) {
    fail(error);
  }
}

/** Goes back to a snapshot. */
export async function rewind(step: number): Promise<void> {
  pause();
  const { current } = training.getState();
  if (current === null) return;
  try {
    const answer = await call('train.rewind', { run: current.id, step });
    update(current.id, (run) => rewound(run, answer));
  } catch (error) {
    await restored(current, error).catch(fail);
  }
}

export function canGoOn(run: RunView | null): run is RunView {
  return run !== null && run.state.stopped === null && run.state.step < mostSteps;
}

/** Changes the current run if it is still this one. */
function update(id: string, change: (run: RunView) => RunView): void {
  training.setState(({ current }) => ({ current: current?.id === id ? change(current) : current }));
}

async function trainFor(forMs: number, most: number): Promise<void> {
  const { current } = training.getState();
  if (current === null) return;
  const start = performance.now();
  const isLook = start - lastLook >= lookEvery;
  if (isLook) lastLook = start;
  const steps = Math.min(most, mostSteps - current.state.step);
  const { rate } = readSettings();
  try {
    const answer = await call('train.run', { run: current.id, steps, forMs, rate, look: isLook });
    update(current.id, (run) => advanced(run, answer));
    const pace = (1000 * answer.losses.length) / (performance.now() - start);
    training.setState(({ pace: before }) => ({ pace: before === null ? pace : before * 0.8 + pace * 0.2 }));
  } catch (error) {
    await restored(current, error);
  }
}

/** A look at where the run has come to a stop. */
async function look(): Promise<void> {
  const { current } = training.getState();
  if (current === null || current.now.step === current.state.step) return;
  const { step, stopped } = current.state;
  if (stopped !== null || step >= mostSteps) return;
  lastLook = 0;
  await trainFor(1, 1);
}

/** After a crash of the engine, the run goes on from its last snapshot in the next one. */
async function restored(run: RunView, error: unknown): Promise<void> {
  const isGone = error instanceof CandelaError && ['train.unknown', 'engine.crashed'].includes(error.code);
  if (!isGone) throw error;
  const again = await create(run.settings, run.id);
  const { step } = again.state;
  const looks = [...run.looks.filter((one) => one.step < step), again.now];
  update(run.id, () => ({ ...again, losses: run.losses.slice(0, step), looks }));
}
