import { gridPoints, type Grid } from '@core';
import type { ReactNode } from 'react';
import { PictureCanvas } from '../../ui/PictureCanvas';
import css from './FieldPlot.module.css';
import { Plot, plotMargin, useScales, type PlotProps } from './Plot';

export type FieldPlotProps = PlotProps & {
  /** Colours of the plane, red, green and blue 0–255 a point. */
  field: Field;
};

export type Field = { readonly columns: number; readonly rows: number; readonly data: Uint8Array };

/** Amber and night blue. They differ in brightness too. */
const ends = { on: [240, 179, 90], off: [92, 136, 196] } as const;

/** The colours of a grid of shares, 0 blue and 1 amber. */
export function twoColours({ columns, rows, values }: Grid): Field {
  const data = new Uint8Array(columns * rows * 3);
  values.forEach((value, at) => {
    const share = Math.min(1, Math.max(0, value));
    // The first row of a grid is the lowest, that of a picture the highest.
    const place = (rows - 1 - Math.floor(at / columns)) * columns + (at % columns);
    data.set(
      ends.on.map((on, channel) => share * on + (1 - share) * (ends.off[channel] ?? 0)),
      place * 3,
    );
  });
  return { columns, rows, data };
}

/** A grid over a plot's ranges with a function's values. */
export function gridOf(
  ranges: Pick<PlotProps, 'x' | 'y'>,
  side: number,
  of: (points: readonly (readonly [number, number])[]) => ArrayLike<number>,
): Grid {
  const options = { columns: side, rows: side, x: ranges.x, y: ranges.y };
  return { ...options, values: Float64Array.from(of(gridPoints(options))) };
}

/** A plot over a coloured plane. */
export function FieldPlot({ field: { columns, rows, data }, ...plot }: FieldPlotProps) {
  const { width = 420, height = 260 } = plot;
  const share = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  return (
    <div className={css['plot']}>
      <div
        className={css['field']}
        style={{
          insetInlineStart: share(plotMargin.left, width),
          insetBlockStart: share(plotMargin.top, height),
          inlineSize: share(width - plotMargin.left - plotMargin.right, width),
          blockSize: share(height - plotMargin.top - plotMargin.bottom, height),
        }}
      >
        <PictureCanvas className={css['canvas']} picture={{ width: columns, height: rows, data }} label="" />
      </div>
      <Plot {...plot} />
    </div>
  );
}

/** Marks inside it are cut off at the plot's edge. */
export function Clip({ children }: { children: ReactNode }) {
  const { x, y } = useScales();
  const [left = 0, right = 0] = x.range();
  const [bottom = 0, top = 0] = y.range();
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return (
    <svg {...box} viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}>
      {children}
    </svg>
  );
}
