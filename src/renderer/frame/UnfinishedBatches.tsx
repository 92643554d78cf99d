import type { UnfinishedBatch } from '@contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { continueBatch, forgetBatch, readUnfinished } from '../actions/unfinished';
import { unfinished } from '../state/unfinished';
import { batchText } from '../text/batch';
import { counted, fill } from '../text/en';
import { moment } from '../text/format';
import { ResumeRow, type ResumeRowProps } from '../ui/ResumeRow';
import css from './UnfinishedBatches.module.css';

const words = batchText.unfinished;
/** Older ones are offered when these are done or dismissed. */
const mostShown = 3;

/** Batches that stopped before their end, and what can be done with them. */
export function UnfinishedBatches() {
  const list = useStore(unfinished, (state) => state.list);
  useEffect(() => void readUnfinished(), []);
  if (list.length === 0) return null;
  return (
    <section className={css['list']} aria-label={words.label}>
      {list.slice(0, mostShown).map((batch) => (
        <Row key={batch.batch} batch={batch} />
      ))}
    </section>
  );
}

function Row({ batch }: { batch: UnfinishedBatch }) {
  const opening = useStore(unfinished, (state) => state.opening);
  const { photos: count, done, failed, folder, at, isRunning } = batch;
  const state = isRunning
    ? fill(words.running, { count, done })
    : fill(counted(words.stopped, count), { done });
  const line = failed > 0 ? `${state} ${counted(words.failed, failed)}` : state;
  return (
    <ResumeRow
      line={line}
      note={fill(words.into, { folder, date: moment(at) })}
      isOpening={opening === batch.batch}
      isDisabled={opening !== null}
      ways={isRunning ? undefined : waysOf(batch)}
    />
  );
}

function waysOf({ batch }: UnfinishedBatch): ResumeRowProps['ways'] {
  return {
    onResume: () => void continueBatch(batch),
    onDismiss: () => {
      forgetBatch(batch);
    },
  };
}
