import type { MetricId } from '@contract';
import { metricRow } from '@core';
import { useStore } from 'zustand';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { Button } from '../../../ui/Button';
import { setCrop } from '../actions/choose';
import { tryAgain } from '../actions/run';
import { columnLabel, figure } from '../figures';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import { columnsIn, scoreOf, type Outcome, type Row } from '../state/rows';
import css from './PairCard.module.css';

const words = evaluateText.card;
/** The figure of a column after the exposure was matched. */
const matchedOf: Readonly<Partial<Record<MetricId, MetricId>>> = { psnr: 'psnrGtMean', ssim: 'ssimGtMean' };

/** The figures of all pictures of this pair, or why there are none. */
export function PairCard({ row }: { row: Row }) {
  const { rows } = useDerived();
  const outcomes = useStore(evaluate, (state) => state.outcomes);
  const own = rows.filter(({ pair }) => pair === row.pair);
  const columns = columnsIn('asIs', outcomes);
  return (
    <section className={css['card']} aria-label={words.title}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{words.title}</th>
            {columns.map((id) => (
              <th key={id} scope="col">
                {columnLabel(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {own.map((one) => (
            <Figures
              key={one.key}
              row={one}
              columns={columns}
              outcome={outcomes[one.key]}
              isShown={one.key === row.key}
            />
          ))}
        </tbody>
      </table>
      <Remarks row={row} outcome={outcomes[row.key]} />
    </section>
  );
}

type FiguresProps = {
  row: Row;
  columns: readonly MetricId[];
  outcome: Outcome | undefined;
  isShown: boolean;
};

function Figures({ row, columns, outcome, isShown }: FiguresProps) {
  const gain = outcome !== undefined && 'result' in outcome ? outcome.result.gain : null;
  return (
    <>
      <tr data-shown={isShown}>
        <th scope="row">{row.candidate.label}</th>
        {columns.map((id) => (
          <td key={id}>{figure(scoreOf(outcome, id), id)}</td>
        ))}
      </tr>
      {isShown && gain !== null && (
        <tr className={css['matched']}>
          <th scope="row">{fill(words.matched, { model: row.candidate.label, gain: gain.toFixed(2) })}</th>
          {columns.map((id) => {
            const matched = matchedOf[id];
            return (
              <td key={id} title={matched && metricRow(matched).label}>
                {matched === undefined ? '' : figure(scoreOf(outcome, matched), matched)}
              </td>
            );
          })}
        </tr>
      )}
    </>
  );
}

function Remarks({ row, outcome }: { row: Row; outcome: Outcome | undefined }) {
  const isIdle = useStore(evaluate, ({ run }) => run === null);
  if (outcome === undefined) return <p className={css['remark']}>{words.notMeasured}</p>;
  if ('result' in outcome)
    return outcome.result.remarks.map((remark) => (
      <p key={remark} className={css['remark']}>
        {evaluateText.remarks[remark]}
      </p>
    ));
  return (
    <div className={css['failed']}>
      <p>
        {outcome.error.message} {outcome.error.action}
      </p>
      {outcome.error.code === 'truth.otherSize' ? (
        <Button
          onClick={() => {
            setCrop('centre');
          }}
        >
          {words.cut}
        </Button>
      ) : (
        isIdle && (
          <Button
            onClick={() => {
              tryAgain([row]);
            }}
          >
            {words.again}
          </Button>
        )
      )}
    </div>
  );
}
