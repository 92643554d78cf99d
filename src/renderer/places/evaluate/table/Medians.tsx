import type { MetricId } from '@contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { fill } from '../../../text/en';
import { speedLabel } from '../../../text/format';
import { evaluateText } from '../../../text/evaluate';
import { showOnly } from '../actions/choose';
import { columnLabel, figure } from '../figures';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import { scoreOf, type Candidate, type Outcome, type Outcomes, type Row, type Sort } from '../state/rows';
import { useColumns } from '../state/useColumns';
import { AxisEnds, Dots, type DotPoint } from './Dots';
import css from './Medians.module.css';
import { axisOf, type Axis } from './axis';
import { medianOf } from '@core';

const words = evaluateText.medians;

/** The median of each model, and how its figures spread. */
export function Medians() {
  const { candidates, rows } = useDerived();
  const { outcomes, sort } = useStore(evaluate);
  const columns = useColumns();
  const spread = spreadOf(sort, columns);
  const axis = useMemo(
    () => axisOf(pointsOf(rows, outcomes, spread).map(({ value }) => value)),
    [rows, outcomes, spread],
  );
  return (
    <table className={css['medians']} data-columns={columns.length}>
      <thead>
        <tr>
          <th scope="col">{words.title}</th>
          <th scope="col">{fill(words.spread, { metric: columnLabel(spread) })}</th>
          {columns.map((id) => (
            <th key={id} scope="col">
              {columnLabel(id)}
            </th>
          ))}
          <th scope="col">{words.speed}</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => (
          <Line key={candidate.id} candidate={candidate} spread={spread} axis={axis} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td className={css['dots']}>{axis !== null && <AxisEnds axis={axis} id={spread} />}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The metric that the table is sorted by, or the first one. */
function spreadOf({ by }: Sort, columns: readonly MetricId[]): MetricId {
  return columns.find((id) => id === by) ?? columns[0] ?? 'psnr';
}

function pointsOf(rows: readonly Row[], outcomes: Outcomes, id: MetricId): DotPoint[] {
  return rows.flatMap((row) => {
    const value = scoreOf(outcomes[row.key], id);
    return value === undefined ? [] : [{ row, value }];
  });
}

function Line({ candidate, spread, axis }: { candidate: Candidate; spread: MetricId; axis: Axis | null }) {
  const { rows, shown } = useDerived();
  const outcomes = useStore(evaluate, (state) => state.outcomes);
  const columns = useColumns();
  const own = useMemo(() => rows.filter((row) => row.candidate === candidate), [rows, candidate]);
  const points = useMemo(() => pointsOf(own, outcomes, spread), [own, outcomes, spread]);
  return (
    <tr data-shown={candidate.id === shown?.candidate.id}>
      <th scope="row">
        <OnlyButton candidate={candidate} />
      </th>
      <td className={css['dots']}>
        <Dots id={spread} model={candidate.label} points={points} axis={axis} chosen={shown} />
      </td>
      {columns.map((id) => {
        const values = pointsOf(own, outcomes, id).map(({ value }) => value);
        return <td key={id}>{figure(medianOf(values) ?? undefined, id)}</td>;
      })}
      <td className={css['speed']}>{speedOf(own.map(({ key }) => outcomes[key]))}</td>
    </tr>
  );
}

function OnlyButton({ candidate: { id, label } }: { candidate: Candidate }) {
  const only = useStore(evaluate, (state) => state.only);
  return (
    <button
      type="button"
      className={css['only']}
      aria-pressed={only === id}
      title={fill(words.only, { model: label })}
      onClick={() => {
        showOnly(id);
      }}
    >
      {label}
    </button>
  );
}

/** Megapixels a second of the network alone. Nothing where none ran. */
function speedOf(outcomes: readonly (Outcome | undefined)[]): string {
  const speeds = outcomes.flatMap((outcome) => {
    if (outcome === undefined || 'error' in outcome || outcome.result.provider === null) return [];
    const { width, height, ms } = outcome.result;
    return ms === null || ms === 0 ? [] : [(width * height) / 1000 / ms];
  });
  const median = medianOf(speeds);
  return median === null ? evaluateText.missing : speedLabel(median).replace(/ .*/, '');
}
