import { contour, type Bowl } from '@core';
import type { ReactNode } from 'react';
import { Clip, FieldPlot, gridOf, twoColours } from './FieldPlot';
import { Curve, Dot, useScales } from './Plot';
import css from './Surface.module.css';

/** The part of the loss surface that the figures show: gain across, offset up. */
export const surfaceRanges = { x: [-1, 3], y: [-1, 1.6] } as const;

const side = 72;
/** Of the loss above the bottom. Each line is three times as high as the last. */
const heights = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];

export type SurfaceProps = { bowl: Bowl; height?: number; children: ReactNode };

/** A loss surface of two weights from above, with its contour lines and its lowest point. */
export function Surface({ bowl, height = 400, children }: SurfaceProps) {
  const floor = bowl.lossAt(bowl.best);
  const grid = gridOf(surfaceRanges, side, (points) => points.map((point) => bowl.lossAt(point) - floor));
  const shares = grid.values.map((value) => (Math.log10(value + 1e-4) + 3.5) / 4);
  const [gain, offset] = bowl.best;
  return (
    <FieldPlot
      {...surfaceRanges}
      xLabel="gain"
      yLabel="offset"
      label="The loss surface from above, with contour lines"
      height={height}
      field={twoColours({ ...grid, values: shares })}
    >
      <Clip>
        <Lines pieces={heights.flatMap((level) => contour(grid, level))} />
        {children}
      </Clip>
      <Dot at={[gain, offset]} tone="weak" />
    </FieldPlot>
  );
}

function Lines({ pieces }: { pieces: ReturnType<typeof contour> }) {
  const { x, y } = useScales();
  const d = pieces
    .map(
      ([[ax, ay], [bx, by]]) =>
        `M${x(ax).toFixed(1)} ${y(ay).toFixed(1)}L${x(bx).toFixed(1)} ${y(by).toFixed(1)}`,
    )
    .join('');
  return <path className={css['contour']} d={d} />;
}

/** Beyond this a walk is far outside every drawing. */
const far = 1e4;

/** A walk's path. Where it has left for good, it ends. */
export function WalkPath({ ways }: { ways: readonly Float64Array[] }) {
  const points = ways.map(([a = NaN, b = NaN]) => [a, b] as const);
  const lost = points.findIndex(([a, b]) => !(Math.abs(a) < far && Math.abs(b) < far));
  return <Curve points={lost < 0 ? points : points.slice(0, lost)} />;
}
