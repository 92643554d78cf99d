import type { MetricId } from '@contract';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { columnLabel, figure } from '../figures';
import { placeOn, type Axis } from './axis';
import css from './Dots.module.css';
import { medianOf } from '@core';

const width = 200;
const height = 26;
const edge = 6;
const dot = 5;

export type DotsProps = {
  id: MetricId;
  model: string;
  values: readonly number[];
  axis: Axis | null;
  /** The value of the chosen picture. */
  marked: number | null;
};

/** Dots that would cover each other stand above and below, as far as there is room. */
function placed(values: readonly number[], axis: Axis | null): { x: number; y: number }[] {
  const columns = new Map<number, number>();
  return values.map((value) => {
    const x = edge + placeOn(axis, value) * (width - 2 * edge);
    const column = Math.round(x / dot);
    const count = columns.get(column) ?? 0;
    columns.set(column, count + 1);
    const level = (count % 2 === 0 ? 1 : -1) * Math.ceil(count / 2);
    return { x, y: height / 2 + Math.max(-2, Math.min(2, level)) * dot };
  });
}

/** One dot a picture on an axis that all models share, and their median. */
export function Dots({ id, model, values, axis, marked }: DotsProps) {
  const median = medianOf(values);
  const line = (value: number): number => edge + placeOn(axis, value) * (width - 2 * edge);
  const ticks = axis === null ? [] : ticksOf(axis);
  return (
    <svg
      className={css['dots']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={spoken({ id, model, values, median })}
    >
      {ticks.map((tick) => (
        <line key={tick} className={css['tick']} x1={line(tick)} x2={line(tick)} y1={0} y2={height} />
      ))}
      <path
        className={css['all']}
        d={placed(values, axis)
          .map(({ x, y }) => `M${x} ${y}h0`)
          .join('')}
      />
      {median !== null && (
        <line className={css['median']} x1={line(median)} x2={line(median)} y1={3} y2={height - 3} />
      )}
      {marked !== null && <circle className={css['marked']} cx={line(marked)} cy={height / 2} r={3.5} />}
    </svg>
  );
}

function ticksOf({ from, to, step }: Axis): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);
}

type Spoken = Pick<DotsProps, 'id' | 'model' | 'values'> & { median: number | null };

function spoken({ id, model, values, median }: Spoken): string {
  const metric = columnLabel(id);
  if (median === null) return fill(evaluateText.medians.none, { metric, model });
  return fill(evaluateText.medians.axis, {
    ...{ metric, model, count: values.length, median: figure(median, id) },
    ...{ least: figure(Math.min(...values), id), most: figure(Math.max(...values), id) },
  });
}

/** The numbers under the dots. */
export function AxisEnds({ axis, id }: { axis: Axis; id: MetricId }) {
  return (
    <div className={css['ends']} aria-hidden="true">
      <span>{figure(axis.from, id)}</span>
      <span>{figure(axis.to, id)}</span>
    </div>
  );
}
