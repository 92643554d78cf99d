import { Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { revealSave } from '../../../actions/saves';
import { Announcer } from '../../../frame/Announcer';
import { batchText } from '../../../text/batch';
import { counted, fill } from '../../../text/en';
import { duration, percent, roughTime } from '../../../text/format';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { cancelRun, dismissRun, togglePause } from '../actions/run';
import { run, type RunState } from '../state/run';
import { paceOf, tallyOf, type Tally } from '../state/tally';
import css from './RunBar.module.css';

const words = batchText.run;
const tickMs = 1000;
/** Screen readers hear of it at most this often. */
const sayMs = 10_000;

/** The time now, a step a second while the run goes on. */
function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      setNow(performance.now());
    }, tickMs);
    return () => {
      clearInterval(timer);
    };
  }, [isRunning]);
  return now;
}

/** How far the run is, or how it ended. Nothing before the first. */
export function RunBar() {
  const state = useStore(run);
  if (state.status === 'idle') return null;
  const tally = tallyOf(state.jobs);
  return (
    <section className={css['run']} aria-label={words.label}>
      {state.status === 'finished' ? (
        <Ended state={state} tally={tally} />
      ) : (
        <Going state={state} tally={tally} />
      )}
      {state.halt !== null && (
        <p className={css['halt']} role="alert">
          {state.halt.message} {state.halt.action}
        </p>
      )}
    </section>
  );
}

type PartProps = { state: RunState; tally: Tally };

function Going({ state, tally }: PartProps) {
  const isRunning = state.status === 'running';
  const now = useNow(isRunning);
  const { speed, spentMs, leftMs } = paceOf(state, Math.max(now, state.since ?? 0));
  const left = leftMs === null ? words.leftUnknown : fill(words.left, { time: roughTime(leftMs / 1000) });
  const paused = tally.working > 0 ? fill(words.pausing, { count: tally.working }) : words.paused;
  return (
    <>
      <div className={css['row']}>
        <strong className={css['count']}>{fill(words.count, { over: tally.over, all: tally.all })}</strong>
        <span>{percent(tally.share)}</span>
        {speed !== null && <span>{fill(words.speed, { speed: speed.toFixed(speed < 9.95 ? 1 : 0) })}</span>}
        <span>{fill(words.spent, { time: duration(Math.max(1000, spentMs)) })}</span>
        <span className={css['left']}>{isRunning ? left : paused}</span>
        <span className={css['gap']} />
        <Button onClick={togglePause}>
          {isRunning ? <Pause size={14} aria-hidden="true" /> : <Play size={14} aria-hidden="true" />}
          {isRunning ? words.pause : words.resume}
        </Button>
        <Button kind="quiet" title={words.cancelNote} onClick={cancelRun}>
          {words.cancel}
        </Button>
      </div>
      <Bar tally={tally} isPaused={!isRunning} />
      <Spoken
        line={fill(words.announce, { over: tally.over, all: tally.all, left: isRunning ? left : paused })}
      />
    </>
  );
}

/** The newest line, but never sooner than ten seconds after the last. */
function Spoken({ line }: { line: string }) {
  const [said, setSaid] = useState(line);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSaid(line);
    }, sayMs);
    return () => {
      clearTimeout(timer);
    };
    // The clock starts with what was said, not with each new line.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [said]);
  return <Announcer line={said} />;
}

function Ended({ state, tally }: PartProps) {
  const first = Object.values(state.jobs).find(({ saved }) => saved !== null && saved.name !== null)?.saved;
  const parts = [
    counted(words.finished, tally.done),
    ...(tally.skipped > 0 ? [counted(words.skipped, tally.skipped)] : []),
    ...(tally.failed > 0 ? [counted(words.failed, tally.failed)] : []),
  ];
  return (
    <>
      <div className={css['row']}>
        <strong className={css['count']} role="status">
          {parts.join(', ')}
        </strong>
        {state.activeMs >= 1000 && <span>{duration(state.activeMs)}</span>}
        <span className={css['gap']} />
        {first !== undefined && first !== null && (
          <Button
            onClick={() => {
              revealSave(first);
            }}
          >
            {words.show}
          </Button>
        )}
        <IconButton icon={X} label={words.close} onClick={dismissRun} />
      </div>
      <Bar tally={tally} isPaused={false} />
    </>
  );
}

/** Done, left out and failed, each with its own pattern besides its colour. */
function Bar({ tally, isPaused }: { tally: Tally; isPaused: boolean }) {
  const all = Math.max(1, tally.all);
  const running = tally.share * all - tally.over;
  return (
    <div
      className={css['bar']}
      role="progressbar"
      aria-label={words.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(tally.share * 100)}
      data-paused={isPaused}
    >
      <span className={css['done']} style={{ inlineSize: `${((tally.done + running) / all) * 100}%` }} />
      <span className={css['skipped']} style={{ inlineSize: `${(tally.skipped / all) * 100}%` }} />
      <span className={css['failed']} style={{ inlineSize: `${(tally.failed / all) * 100}%` }} />
    </div>
  );
}
