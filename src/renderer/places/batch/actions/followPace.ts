import { batch } from '../../../state/batch';
import { photos } from '../../../state/photos';
import { pace } from '../state/pace';
import { paceOf, settled, type SizeOf } from '../state/tally';

/** The pace is measured about once a second: with what is told of the batch, so that both are drawn at once, or by itself. */
const [leastMs, tickMs] = [650, 1000] as const;

const sizeOf: SizeOf = (photo) => {
  const summary = photos.getState().byId[photo]?.entry.summary;
  return summary === undefined ? null : (summary.width * summary.height) / 1e6;
};

/** Measures the pace while the batch is at work, whichever place is shown. Returns a function that stops it. */
export function followPace(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = -Infinity;
  const measure = (): void => {
    last = performance.now();
    pace.setState(settled(pace.getState(), paceOf(batch.getState(), last, sizeOf)), true);
    if (timer !== null) clearTimeout(timer);
    timer = batch.getState().since === null ? null : setTimeout(measure, tickMs);
  };
  const follow = (): void => {
    const isRunning = batch.getState().since !== null;
    const isDue = isRunning && performance.now() - last >= leastMs;
    if (isDue || isRunning !== (timer !== null)) measure();
  };
  const stop = batch.subscribe(follow);
  follow();
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
