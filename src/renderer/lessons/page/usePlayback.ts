import { useCallback, useEffect, useRef, useState } from 'react';
import { useMedia } from '../../ui/useMedia';
import { takeKeys } from '../actions/playback';

export type PlaybackOptions = {
  /** One step of the figure. */
  readonly step: () => void;
  readonly reset: () => void;
  /** Nothing is left to step. */
  readonly isDone: boolean;
  /** Steps a second while it plays. With reduced motion at most two. */
  readonly rate: number;
};

export type Playback = {
  readonly isPlaying: boolean;
  readonly isDone: boolean;
  readonly toggle: () => void;
  readonly step: () => void;
  readonly reset: () => void;
};

const calmRate = 2;

/** Plays a figure step by step. It starts paused, and pauses when it is done or its page is left. */
export function usePlayback({ step, reset, isDone, rate }: PlaybackOptions): Playback {
  const [isPlaying, setPlaying] = useState(false);
  const isCalm = useMedia('(prefers-reduced-motion: reduce)');
  const latest = useRef({ step, reset });
  useEffect(() => {
    latest.current = { step, reset };
  });
  const perSecond = isCalm ? Math.min(rate, calmRate) : rate;
  const runs = isPlaying && !isDone;
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(() => {
      latest.current.step();
    }, 1000 / perSecond);
    return () => {
      clearInterval(timer);
    };
  }, [runs, perSecond]);
  const toggle = useCallback(() => {
    setPlaying((was) => !was);
  }, []);
  const stepOnce = useCallback(() => {
    setPlaying(false);
    latest.current.step();
  }, []);
  const resetAll = useCallback(() => {
    setPlaying(false);
    latest.current.reset();
  }, []);
  useEffect(
    () => takeKeys({ togglePlay: toggle, step: stepOnce, reset: resetAll }),
    [toggle, stepOnce, resetAll],
  );
  return { isPlaying: runs, isDone, toggle, step: stepOnce, reset: resetAll };
}
