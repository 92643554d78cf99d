import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { takeKeys } from '../../../actions/playback';
import { shown } from '../../../figure/number';
import type { Playback } from '../../../page/usePlayback';
import { useTrainingPhotos } from '../training/photos';
import { canGoOn, freshRun, makeRun, pause, play, rewind, stepOnce } from '../training/runs';
import { fits, trainActivationLabels, useSettings } from '../training/settings';
import { training, type RunView } from '../training/state';
import { told } from './Layers';

/** The state of the page. A run is made when there is none and its photos are known; leaving the page pauses. */
export function useTrainingPage() {
  const state = useStore(training);
  const photos = useTrainingPhotos();
  const isWanted = state.current === null && photos !== null && !state.isMaking && state.error === null;
  useEffect(() => {
    if (isWanted) void makeRun();
  }, [isWanted]);
  return state;
}

/** Play and pause, one step, and back to the start. Settings that need a new run get one when it is played. */
export function useTrainPlayback(): Playback {
  const { current, isRunning } = useStore(training);
  const settings = useSettings();
  useEffect(() => pause, []);
  const isDone = current !== null && fits(current.settings, settings) && !canGoOn(current);
  const keys = useMemo(
    () => ({
      togglePlay: () => {
        if (training.getState().isRunning) pause();
        else void freshRun().then(play);
      },
      step: () => void freshRun().then(stepOnce),
      reset: () => void freshRun().then(() => rewind(0)),
    }),
    [],
  );
  useEffect(() => takeKeys(keys), [keys]);
  return { isPlaying: isRunning, isDone, toggle: keys.togglePlay, step: keys.step, reset: keys.reset };
}

/** What is wrong with the run, and what to try. Null: nothing. */
export function useWarning(): string | null {
  const { current, error } = useStore(training);
  if (error !== null) return `${error.message} ${error.action}`;
  if (current === null) return null;
  return stoppedIn(current) ?? deadIn(current);
}

function stoppedIn({ state: { stopped, snapshots } }: RunView): string | null {
  if (stopped === null) return null;
  const what = stopped.why === 'notNumber' ? 'The loss is not a number since' : 'The loss exploded at';
  return `${what} step ${stopped.step}. Rewind to step ${snapshots.at(-1) ?? 0} and lower the learning rate.`;
}

function deadIn({ now, settings }: RunView): string | null {
  const [worst] = now.layers
    .filter(({ dead }) => dead > 0)
    .sort((one, other) => other.dead / other.units - one.dead / one.units);
  if (worst === undefined) return null;
  const isSilent = settings.activation === 'relu';
  const what = isSilent
    ? 'give 0 everywhere on the crop'
    : `are at an end of ${trainActivationLabels[settings.activation]} everywhere`;
  const advice =
    settings.start === 'zeros'
      ? 'All weights began equal, so nothing tells the units apart. Take a random start.'
      : isSilent
        ? 'A lower learning rate or leaky ReLU keeps units alive.'
        : 'A lower learning rate or ReLU helps.';
  return `Layer ${worst.name}: ${worst.dead} of ${worst.units} units ${what}. ${advice}`;
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { current, other, isRunning } = useStore(training);
  if (current === null) return 'The run is being prepared.';
  const { now, darkPsnr, losses, state } = current;
  const psnr = now.psnr === null ? 'not a picture' : `${shown(now.psnr, 1)} dB`;
  const dark = darkPsnr === null ? '–' : `${shown(darkPsnr, 1)} dB`;
  const crop = `The held-out crop began at ${dark} in the dark. At step ${now.step} the network gives ${psnr}.`;
  // Announced when it has come to rest: numbers that change four times a second are of no use to a listener.
  if (isRunning) return 'It is learning. Pause it to hear the numbers.';
  const loss = losses.at(-1);
  const lossText =
    loss === undefined
      ? 'It has not been trained yet.'
      : `The last loss is ${told(loss)} at step ${state.step}.`;
  const compared = other === null ? '' : ` Run B ended at ${told(other.losses.at(-1) ?? null)}.`;
  return `${crop} ${lossText}${compared}`;
}
