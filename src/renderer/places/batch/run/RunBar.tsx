import { FileText, Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { revealSave } from '../../../actions/saves';
import { Announcer } from '../../../frame/Announcer';
import { batch, planning, type Batch, type Planning } from '../../../state/batch';
import { batchText } from '../../../text/batch';
import { counted, fill } from '../../../text/en';
import { duration, percent, roughTime } from '../../../text/format';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { ProgressLine } from '../../../ui/ProgressLine';
import { cancelRun, dismissRun, togglePause } from '../actions/run';
import { pace } from '../state/pace';
import { tallyOf, type Tally } from '../state/tally';
import { batchView } from '../state/view';
import { planLine } from './planLine';
import css from './RunBar.module.css';

const words = batchText.run;
/** Screen readers hear of it at most this often. */
const sayMs = 10_000;

/** How far the batch is, or how it ended. Nothing before the first. */
export function RunBar() {
  const state = useStore(batch);
  const dismissed = useStore(batchView, (view) => view.dismissed);
  const names = useStore(planning, ({ now }) => now);
  const isTold = state.status === 'finished' && dismissed === state.ends;
  const isIdle = state.status === 'idle' || state.status === 'planning' || isTold;
  if (isIdle && names === null) return null;
  return (
    <section className={css['run']} aria-label={words.label}>
      {names !== null && <Names planning={names} />}
      {!isIdle && <Told state={state} />}
      {state.halt !== null && (
        <p className={css['halt']} role="alert">
          {state.halt.message} {state.halt.action}
        </p>
      )}
    </section>
  );
}

function Told({ state }: { state: Batch }) {
  const tally = tallyOf(state.jobs);
  return state.status === 'finished' ? (
    <Ended state={state} tally={tally} />
  ) : (
    <Going state={state} tally={tally} />
  );
}

/** Names are decided before the first photo begins. */
function Names({ planning: { count, progress, cancel } }: { planning: Planning }) {
  const line = progress === null ? counted(words.planning, count) : planLine(progress);
  return (
    <>
      <div className={css['row']}>
        <span className={css['left']} role="status">
          {line}
        </span>
        <span className={css['gap']} />
        <Button kind="quiet" onClick={cancel}>
          {words.cancel}
        </Button>
      </div>
      <ProgressLine
        label={line}
        value={progress === null || progress.total === 0 ? null : progress.done / progress.total}
      />
    </>
  );
}

type PartProps = { state: Batch; tally: Tally };

function Going({ state: { status }, tally }: PartProps) {
  const { speed, spentMs, leftMs } = useStore(pace);
  const isRunning = status === 'running';
  const left = leftMs === null ? words.leftUnknown : fill(words.left, { time: roughTime(leftMs / 1000) });
  const paused = status === 'pausing' ? fill(words.pausing, { count: tally.running }) : words.paused;
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

function endOf({ done, skipped, wellLit, failed, cancelled }: Tally): string {
  const parts = [
    [words.wellLit, wellLit],
    [words.skipped, skipped - wellLit],
    [words.failed, failed],
    [words.cancelled, cancelled],
  ] as const;
  return [
    counted(words.finished, done),
    ...parts.filter(([, count]) => count > 0).map(([told, count]) => counted(told, count)),
  ].join(', ');
}

function Ended({ state: { jobs, order, activeMs }, tally }: PartProps) {
  const first = order.map((photo) => jobs[photo]).find((job) => job?.state === 'done' && job.saved !== null);
  const saved = first?.saved ?? null;
  return (
    <>
      <div className={css['row']}>
        <strong className={css['count']} role="status">
          {endOf(tally)}
        </strong>
        {activeMs >= 1000 && <span>{duration(activeMs)}</span>}
        <span className={css['gap']} />
        {saved !== null && (
          <Button
            onClick={() => {
              revealSave(saved);
            }}
          >
            {words.show}
          </Button>
        )}
        {tally.over > 0 && (
          <Button
            onClick={() => {
              runCommand('batchReport');
            }}
          >
            <FileText size={14} aria-hidden="true" />
            {words.report}
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
      {/* The edge of an empty part would be a gap at the end. */}
      {tally.skipped > 0 && (
        <span className={css['skipped']} style={{ inlineSize: `${(tally.skipped / all) * 100}%` }} />
      )}
      {tally.failed > 0 && (
        <span className={css['failed']} style={{ inlineSize: `${(tally.failed / all) * 100}%` }} />
      )}
    </div>
  );
}
