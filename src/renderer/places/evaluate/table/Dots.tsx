import type { MetricId } from '@contract';
import { useMemo, useState, type MouseEvent } from 'react';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { showRow } from '../actions/choose';
import { columnLabel, figure } from '../figures';
import type { Row } from '../state/rows';
import { placeOn, type Axis } from './axis';
import css from './Dots.module.css';
import { medianOf } from '@core';

const width = 200;
const height = 26;
const edge = 6;
const dot = 5;
/** So far from a dot, a click still means it. */
const reach = 10;

/** A picture of the model and its figure. */
export type DotPoint = { readonly row: Row; readonly value: number };

export type DotsProps = {
  id: MetricId;
  model: string;
  points: readonly DotPoint[];
  axis: Axis | null;
  /** The picture that is shown. */
  chosen: Row | null;
};

type Placed = DotPoint & { readonly x: number; readonly y: number };

function acrossOf(axis: Axis | null, value: number): number {
  return edge + placeOn(axis, value) * (width - 2 * edge);
}

/** Dots that would cover each other stand above and below, as far as there is room. */
function placed(points: readonly DotPoint[], axis: Axis | null): Placed[] {
  const columns = new Map<number, number>();
  return points.map((point) => {
    const x = acrossOf(axis, point.value);
    const column = Math.round(x / dot);
    const count = columns.get(column) ?? 0;
    columns.set(column, count + 1);
    const level = (count % 2 === 0 ? 1 : -1) * Math.ceil(count / 2);
    return { ...point, x, y: height / 2 + Math.max(-2, Math.min(2, level)) * dot };
  });
}

/** The dot that is meant by a place in the drawing. Null: none is near. */
function nearest(dots: readonly Placed[], { x, y }: { x: number; y: number }): Placed | null {
  let [best, least] = [null as Placed | null, reach ** 2];
  for (const one of dots) {
    const distance = (one.x - x) ** 2 + (one.y - y) ** 2;
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}

/** One dot a picture on an axis that all models share, and their median. A click on a dot shows its picture, as its line in the table does. */
export function Dots({ id, model, points, axis, chosen }: DotsProps) {
  const [pointed, setPointed] = useState<Placed | null>(null);
  const dots = useMemo(() => placed(points, axis), [points, axis]);
  const median = medianOf(points.map(({ value }) => value));
  const ticks = axis === null ? [] : ticksOf(axis);
  const marked = dots.find(({ row }) => row.key === chosen?.key);
  const under = ({ clientX, clientY, currentTarget }: MouseEvent): Placed | null => {
    const box = currentTarget.getBoundingClientRect();
    return nearest(dots, { x: clientX - box.left, y: clientY - box.top });
  };
  return (
    <svg
      className={css['dots']}
      data-pointed={pointed !== null}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={spoken({ id, model, values: points.map(({ value }) => value), median })}
      onMouseMove={(event) => {
        setPointed(under(event));
      }}
      onMouseLeave={() => {
        setPointed(null);
      }}
      onClick={(event) => {
        const found = under(event);
        if (found !== null) showRow(found.row);
      }}
    >
      {pointed !== null && <title>{`${pointed.row.pair.name}, ${figure(pointed.value, id)}`}</title>}
      {ticks.map((tick) => (
        <line
          key={tick}
          className={css['tick']}
          x1={acrossOf(axis, tick)}
          x2={acrossOf(axis, tick)}
          y1={0}
          y2={height}
        />
      ))}
      <path className={css['all']} d={dots.map(({ x, y }) => `M${x} ${y}h0`).join('')} />
      {median !== null && <Median x={acrossOf(axis, median)} />}
      {marked !== undefined && <circle className={css['marked']} cx={marked.x} cy={marked.y} r={3.5} />}
      {pointed !== null && <circle className={css['pointed']} cx={pointed.x} cy={pointed.y} r={4.5} />}
    </svg>
  );
}

function Median({ x }: { x: number }) {
  return <line className={css['median']} x1={x} x2={x} y1={3} y2={height - 3} />;
}

function ticksOf({ from, to, step }: Axis): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);
}

type Spoken = Pick<DotsProps, 'id' | 'model'> & {
  readonly values: readonly number[];
  readonly median: number | null;
};

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
