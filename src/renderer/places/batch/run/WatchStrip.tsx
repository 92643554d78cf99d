import { Eye, EyeOff } from 'lucide-react';
import { useStore } from 'zustand';
import { unwatch } from '../../../actions/watchFolder';
import { batch } from '../../../state/batch';
import { batchText } from '../../../text/batch';
import { counted, fill } from '../../../text/en';
import { Button } from '../../../ui/Button';
import css from './WatchStrip.module.css';

const words = batchText.watch;

/** The folder that is watched, and what came into it. */
export function WatchStrip() {
  const watching = useStore(batch, (state) => state.watching);
  if (watching === null) return null;
  const { folder, isThere, arrived, error } = watching;
  const isOn = isThere && error === undefined;
  const line =
    error === undefined
      ? fill(isThere ? words.on : words.gone, { folder })
      : `${error.message} ${error.action}`;
  const Icon = isOn ? Eye : EyeOff;
  return (
    <section className={css['strip']} aria-label={words.label} data-gone={!isOn}>
      <Icon size={16} aria-hidden="true" />
      <p className={css['words']} role="status">
        <strong>{line}</strong>{' '}
        <span className={css['count']}>{arrived === 0 ? words.none : counted(words.arrived, arrived)}</span>
      </p>
      <Button onClick={unwatch}>{error === undefined ? words.stop : words.close}</Button>
    </section>
  );
}
