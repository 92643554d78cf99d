import type { MetricId } from '@contract';
import { useStore } from 'zustand';
import { evaluateText } from '../../../text/evaluate';
import { figure } from '../figures';
import { evaluate } from '../state/evaluate';
import { scoreOf, type Outcome } from '../state/rows';
import { useColumns } from '../state/useColumns';
import css from './Scores.module.css';

/** What a full bar stands for. Bars say how large a figure is, not how good. */
const fullBar: Readonly<Partial<Record<MetricId, number>>> = { psnr: 40, psnrGtMean: 40, deltaE: 40 };

function share(value: number | undefined, id: MetricId): number {
  return value === undefined ? 0 : Math.min(1, Math.max(0, value / (fullBar[id] ?? 1)));
}

/** The figures of a line, each over a bar. */
export function ScoreCells({ outcome }: { outcome: Outcome | undefined }) {
  const exposure = useStore(evaluate, (state) => state.exposure);
  const columns = useColumns();
  const gain = outcome !== undefined && 'result' in outcome ? outcome.result.gain : null;
  return (
    <>
      {columns.map((id) => {
        const value = scoreOf(outcome, id);
        return (
          <span key={id} role="gridcell" className={css['score']}>
            {figure(value, id)}
            <span className={css['bar']} style={{ inlineSize: `${share(value, id) * 100}%` }} />
          </span>
        );
      })}
      {exposure === 'matched' && (
        <span role="gridcell" className={css['score']}>
          {gain === null ? evaluateText.missing : `× ${gain.toFixed(2)}`}
        </span>
      )}
    </>
  );
}
