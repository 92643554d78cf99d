import { useStore } from 'zustand';
import { Sheets } from '../../frame/Sheets';
import { evaluateText } from '../../text/evaluate';
import { DropVeil } from '../../ui/DropVeil';
import css from './EvaluatePlace.module.css';
import { Panes } from './panes/Panes';
import { PairsSheet } from './sheet/PairsSheet';
import { ReproduceSheet } from './sheet/ReproduceSheet';
import { EmptyEvaluate } from './start/EmptyEvaluate';
import { useDerived } from './state/derived';
import { evaluate } from './state/evaluate';
import { Medians } from './table/Medians';
import { Scores } from './table/Scores';
import { EvaluateToolbar } from './toolbar/EvaluateToolbar';

const sheets = { pairs: PairsSheet, reproduce: ReproduceSheet };

/** The place for whoever has ground truths: pictures, their scores, and where they are wrong. */
export function EvaluatePlace({ isNarrow }: { isNarrow: boolean }) {
  const isEmpty = useStore(evaluate, ({ sets }) => sets.length === 0);
  return (
    <>
      <main className={css['place']}>{isEmpty ? <EmptyEvaluate /> : <Filled isNarrow={isNarrow} />}</main>
      <DropVeil takes="pairs" />
      <Sheets sheets={sheets} />
    </>
  );
}

function Filled({ isNarrow }: { isNarrow: boolean }) {
  const { pairs } = useDerived();
  const hasTruth = useStore(evaluate, ({ sets }) => sets.some(({ role }) => role === 'truth'));
  return (
    <>
      <EvaluateToolbar />
      {pairs.length === 0 ? (
        <p className={css['nothing']}>{hasTruth ? evaluateText.noPairs : evaluateText.noTruth}</p>
      ) : (
        <div className={css['halves']} data-narrow={isNarrow}>
          <div className={css['scores']}>
            <Medians />
            <Scores />
          </div>
          <Panes />
        </div>
      )}
    </>
  );
}
