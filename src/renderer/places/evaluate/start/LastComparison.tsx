import type { KeptSummary } from '@contract';
import { useEffect, useState } from 'react';
import { inBackground } from '../../../actions/failures';
import { call } from '../../../bridge';
import { counted, fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { Button } from '../../../ui/Button';
import { continueLast } from '../actions/keep';
import css from './LastComparison.module.css';

const words = evaluateText.last;
const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** What was compared last, while it is not open. */
export function LastComparison() {
  const [last, setLast] = useState<KeptSummary | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    call('evaluation.kept', {}, { signal }).then(setLast, () => undefined);
    return () => {
      controller.abort();
    };
  }, []);
  if (last === null) return null;
  const { pairs, pictures, measured, sets, at } = last;
  const open = async (): Promise<void> => {
    setIsOpening(true);
    await continueLast();
    setIsOpening(false);
  };
  return (
    <section className={css['last']} aria-label={words.label}>
      <p className={css['words']}>
        <strong>{fill(counted(words.line, pairs), { measured, pictures })}</strong>
        <span className={css['where']}>
          {fill(words.when, { sets: sets.join(', '), date: when.format(new Date(at)) })}
        </span>
      </p>
      <Button disabled={isOpening} onClick={() => void open()}>
        {isOpening ? words.opening : words.resume}
      </Button>
      <Button
        kind="quiet"
        disabled={isOpening}
        onClick={() => {
          setLast(null);
          inBackground(call('evaluation.forget', {}), '');
        }}
      >
        {words.dismiss}
      </Button>
    </section>
  );
}
