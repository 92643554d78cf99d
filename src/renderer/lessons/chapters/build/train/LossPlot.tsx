import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { classes } from '../../../../ui/classes';
import type { RunView } from '../training/state';
import css from './Figure.module.css';

const size = { width: 640, height: 160 };
const margin = { top: 8, right: 12, bottom: 22, left: 52 };

/** So many points of a curve are drawn at most. */
const mostPoints = 400;

/** The share of a new loss in the smooth curve. */
const smoothing = 0.06;

type Point = readonly [number, number];

export type LossPlotProps = { current: RunView | null; other: RunView | null };

/** The losses of two runs on a logarithmic axis, the steps of the crops, and where the run is now. */
export function LossPlot({ current, other }: LossPlotProps) {
  const runs = [other, current].filter((run) => run !== null);
  const losses = runs
    .flatMap(({ losses: all }) => all)
    .filter((loss): loss is number => loss !== null && loss > 0);
  const most = Math.max(50, ...runs.map(({ losses: all }) => all.length));
  const x = scaleLinear([0, most], [margin.left, size.width - margin.right]);
  const range =
    losses.length === 0 ? [0.01, 1] : [extreme(losses, Math.min) * 0.8, extreme(losses, Math.max) * 1.2];
  const y = scaleLog(range, [size.height - margin.bottom, margin.top]);
  const draw = line<Point>(
    ([step]) => x(step),
    ([, loss]) => y(loss),
  );
  const ticks = ticksOf(range[0] ?? 0, range[1] ?? 1);
  return (
    <svg
      className={css['plot']}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label="Loss by step, logarithmic"
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={css['grid']}
            x1={margin.left}
            x2={size.width - margin.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text x={margin.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {x.ticks(6).map((tick) => (
        <text key={tick} x={x(tick)} y={size.height - 6} textAnchor="middle">
          {tick === 0 ? 'step 0' : tick}
        </text>
      ))}
      {shownLooks(current).map(({ step }) => (
        <line
          key={step}
          className={css['look']}
          x1={x(step)}
          x2={x(step)}
          y1={margin.top}
          y2={size.height - margin.bottom}
        />
      ))}
      {runs.map((run) => {
        const tone = run === current ? 'main' : 'other';
        const { raw, smooth } = pointsOf(run);
        return (
          <g key={run.id}>
            <path className={classes(css['line'], css['raw'])} data-tone={tone} d={draw(raw) ?? ''} />
            <path className={classes(css['line'], css['smooth'])} data-tone={tone} d={draw(smooth) ?? ''} />
          </g>
        );
      })}
      {current !== null && (
        <line
          className={css['now']}
          x1={x(current.state.step)}
          x2={x(current.state.step)}
          y1={margin.top}
          y2={size.height - margin.bottom}
        />
      )}
    </svg>
  );
}

/** 1, 2 and 5 of each power of ten; over many powers the ones alone. */
function ticksOf(least: number, greatest: number): number[] {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))];
  const powers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const digits = powers.length > 4 ? [1] : [1, 2, 5];
  const all = powers.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)));
  return all.filter((tick) => tick >= least && tick <= greatest);
}

/** The looks between start and now that are shown: two, spread over the run's way. */
export function shownLooks(run: RunView | null): RunView['looks'] {
  if (run === null) return [];
  const between = run.looks.filter(({ step }) => step > 0 && step < run.now.step);
  const middle = between[Math.floor((between.length - 1) / 2)];
  const last = between.at(-1);
  return [...new Set([middle, last])].filter((look) => look !== undefined);
}

/** A spread of many numbers would not fit on the stack. */
function extreme(values: readonly number[], choose: (one: number, other: number) => number): number {
  return values.reduce((found, value) => choose(found, value));
}

function pointsOf({ losses }: RunView): { raw: Point[]; smooth: Point[] } {
  const every = Math.max(1, Math.ceil(losses.length / mostPoints));
  const [raw, smooth]: [Point[], Point[]] = [[], []];
  let average: number | null = null;
  for (const [step, loss] of losses.entries()) {
    if (loss === null || loss <= 0) continue;
    average =
      average === null ? loss : Math.exp(Math.log(average) * (1 - smoothing) + Math.log(loss) * smoothing);
    if (step % every !== 0 && step !== losses.length - 1) continue;
    raw.push([step, loss]);
    smooth.push([step, average]);
  }
  return { raw, smooth };
}
