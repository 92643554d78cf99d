import { batch } from '../../../state/batch';
import { photos } from '../../../state/photos';
import { pace } from '../state/pace';
import { paceOf, settled, type SizeOf } from '../state/tally';

const tickMs = 1000;

const sizeOf: SizeOf = (photo) => {
  const summary = photos.getState().byId[photo]?.entry.summary;
  return summary === undefined ? null : (summary.width * summary.height) / 1e6;
};

/** Measures the pace while the batch is at work, whichever place is shown. Returns a function that stops it. */
export function followPace(): () => void {
  let timer: ReturnType<typeof setInterval> | null = null;
  const measure = (): void => {
    const now = paceOf(batch.getState(), performance.now(), sizeOf);
    pace.setState(settled(pace.getState(), now), true);
  };
  const follow = (): void => {
    const isRunning = batch.getState().since !== null;
    if (isRunning === (timer !== null)) return;
    measure();
    if (timer !== null) clearInterval(timer);
    timer = isRunning ? setInterval(measure, tickMs) : null;
  };
  const stop = batch.subscribe(follow);
  follow();
  return () => {
    stop();
    if (timer !== null) clearInterval(timer);
  };
}
