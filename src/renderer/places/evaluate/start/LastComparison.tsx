import type { KeptSummary } from '@contract';
import { useEffect, useState } from 'react';
import { inBackground } from '../../../actions/failures';
import { call } from '../../../bridge';
import { counted, fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { moment } from '../../../text/format';
import { ResumeRow } from '../../../ui/ResumeRow';
import { continueLast } from '../actions/keep';
import css from './LastComparison.module.css';

const words = evaluateText.last;

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
      <ResumeRow
        line={fill(counted(words.line, pairs), { measured, pictures })}
        note={fill(words.when, { sets: sets.join(', '), date: moment(at) })}
        isOpening={isOpening}
        ways={{
          onResume: () => void open(),
          onDismiss: () => {
            setLast(null);
            inBackground(call('evaluation.forget', {}), '');
          },
        }}
      />
    </section>
  );
}
