import type { UnfinishedBatch } from '@contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { continueBatch, forgetBatch, readUnfinished } from '../actions/unfinished';
import { unfinished } from '../state/unfinished';
import { batchText } from '../text/batch';
import { counted, fill } from '../text/en';
import { Button } from '../ui/Button';
import css from './UnfinishedBatches.module.css';

const words = batchText.unfinished;
/** Older ones are offered when these are done or dismissed. */
const mostShown = 3;
const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

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
  const line = isRunning
    ? fill(words.running, { count, done })
    : fill(counted(words.stopped, count), { done });
  return (
    <div className={css['row']}>
      <p className={css['words']}>
        <strong>
          {line} {failed > 0 && counted(words.failed, failed)}
        </strong>
        <span className={css['where']}>{fill(words.into, { folder, date: when.format(new Date(at)) })}</span>
      </p>
      {!isRunning && (
        <>
          <Button disabled={opening !== null} onClick={() => void continueBatch(batch.batch)}>
            {opening === batch.batch ? words.opening : words.resume}
          </Button>
          <Button
            kind="quiet"
            disabled={opening !== null}
            onClick={() => {
              forgetBatch(batch.batch);
            }}
          >
            {words.dismiss}
          </Button>
        </>
      )}
    </div>
  );
}
