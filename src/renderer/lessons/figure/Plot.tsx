import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3-scale';
import { line } from 'd3-shape';
import { createContext, useContext, type ReactNode } from 'react';
import { powerOfTen, shown } from './number';
import css from './Plot.module.css';

type Range = readonly [number, number];
type Scale = ScaleContinuousNumeric<number, number>;
type Scales = { readonly x: Scale; readonly y: Scale };

const Context = createContext<Scales | null>(null);

/** The scales of the plot around this: from the figure's units to those of the drawing. */
export function useScales(): Scales {
  const scales = useContext(Context);
  if (scales === null) throw new Error('A mark needs a plot around it.');
  return scales;
}

export type PlotProps = {
  /** Least and greatest value of each axis. */
  x: Range;
  y: Range;
  xLabel: string;
  yLabel: string;
  /** Logarithmic axes. Their range must be above zero, and values that are not are left out. */
  isLogX?: boolean;
  isLogY?: boolean;
  /** What screen readers say of it. The numbers stand in the page's sentence. */
  label: string;
  /** Of the drawing, in its own units; it is scaled to the width that it gets. */
  width?: number;
  height?: number;
  children: ReactNode;
};

/** Room for ticks and labels around the marks, in the drawing's units. */
export const plotMargin = { top: 8, right: 10, bottom: 34, left: 46 };

/** Axes with ticks, and marks drawn in the figure's own units. */
export function Plot({
  x,
  y,
  xLabel,
  yLabel,
  isLogX = false,
  isLogY = false,
  label,
  width = 420,
  height = 260,
  children,
}: PlotProps) {
  const across = (isLogX ? scaleLog : scaleLinear)(x, [plotMargin.left, width - plotMargin.right]);
  const up = (isLogY ? scaleLog : scaleLinear)(y, [height - plotMargin.bottom, plotMargin.top]);
  const base = height - plotMargin.bottom;
  return (
    <svg className={css['plot']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {ticksOf(up, { range: y, isLog: isLogY, count: 5 }).map((tick) => (
        <g key={tick}>
          <line
            className={css['grid']}
            x1={plotMargin.left}
            x2={width - plotMargin.right}
            y1={up(tick)}
            y2={up(tick)}
          />
          <text className={css['tick']} x={plotMargin.left - 6} y={up(tick)} dy="0.32em" textAnchor="end">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {ticksOf(across, { range: x, isLog: isLogX, count: 6 }).map((tick) => (
        <text key={tick} className={css['tick']} x={across(tick)} y={base + 14} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      <text className={css['label']} x={(plotMargin.left + width) / 2} y={height - 4} textAnchor="middle">
        {xLabel}
      </text>
      <text className={css['label']} transform={`translate(10 ${base / 2}) rotate(-90)`} textAnchor="middle">
        {yLabel}
      </text>
      <Context.Provider value={{ x: across, y: up }}>{children}</Context.Provider>
    </svg>
  );
}

/** A logarithmic axis has a tick at each power of ten, or at every second or third one where there are many. */
function ticksOf(
  scale: Scale,
  { range: [low, high], isLog, count }: { range: Range; isLog: boolean; count: number },
): readonly number[] {
  if (!isLog) return scale.ticks(count);
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (last - first < 1) return scale.ticks(count);
  const every = Math.ceil((last - first + 1) / (count + 1));
  return Array.from(
    { length: Math.floor((last - first) / every) + 1 },
    (_, at) => 10 ** (first + at * every),
  );
}

/** Far from 1 a tick is a power of ten: nothing else has a tick there. */
function tickText(tick: number): string {
  const power = Math.round(Math.log10(Math.abs(tick)));
  if (tick === 0 || Math.abs(power) < 4) return shown(tick, 6).replace(/\.?0+$/, '');
  const factor = Math.round(tick / 10 ** power);
  return `${factor === 1 ? '' : `${factor}·`}${powerOfTen(power)}`;
}

export type CurveProps = {
  points: readonly (readonly [number, number])[];
  /** One of the figure's colours, by its meaning. */
  tone?: 'main' | 'other' | 'weak' | 'bad';
  isDashed?: boolean;
};

/** A line through points. Values that are not numbers leave a gap. */
export function Curve({ points, tone = 'main', isDashed = false }: CurveProps) {
  const { x, y } = useScales();
  const path = line<readonly [number, number]>(
    ([across]) => x(across),
    ([, up]) => y(up),
  ).defined(([across, up]) => Number.isFinite(x(across)) && Number.isFinite(y(up)));
  return <path className={css['curve']} data-tone={tone} data-dashed={isDashed} d={path(points) ?? ''} />;
}

/** A point in the figure's units. */
export function Dot({
  at: [across, up],
  tone = 'main',
}: {
  at: readonly [number, number];
  tone?: CurveProps['tone'];
}) {
  const { x, y } = useScales();
  return <circle className={css['dot']} data-tone={tone} cx={x(across)} cy={y(up)} r={5} />;
}
