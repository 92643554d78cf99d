import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';
import { learnText } from '../text';
import css from './Transport.module.css';
import type { Playback } from './usePlayback';

const words = learnText.transport;

export type TransportProps = {
  playback: Playback;
  /** Play is what the page waits for. */
  isMain?: boolean;
  children?: ReactNode;
};

/** Play, one step, and back to the start. Beside them what the figure counts, such as the epoch. */
export function Transport({ playback, isMain = false, children }: TransportProps) {
  const { isPlaying, isDone, toggle, step, reset } = playback;
  const Icon = isPlaying ? Pause : Play;
  return (
    <div className={css['row']} role="group" aria-label={words.label}>
      <Button kind={isMain ? 'main' : 'plain'} className={css['play']} onClick={toggle} disabled={isDone}>
        <Icon size={14} aria-hidden="true" />
        {isPlaying ? words.pause : words.play}
      </Button>
      <Button onClick={step} disabled={isDone}>
        <StepForward size={14} aria-hidden="true" />
        {words.step}
      </Button>
      <Button onClick={reset}>
        <RotateCcw size={14} aria-hidden="true" />
        {words.reset}
      </Button>
      {children !== undefined && <span className={css['count']}>{children}</span>}
    </div>
  );
}
