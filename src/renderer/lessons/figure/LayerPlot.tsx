import { Legend, type LegendEntry } from './Legend';
import { Curve, Dot, Plot } from './Plot';

/** A line of sizes, one a layer from the first. */
export type LayerLine = LegendEntry & { readonly sizes: readonly number[] };

export type LayerPlotProps = {
  lines: readonly LayerLine[];
  /** Least and greatest size. What lies beyond is drawn at the edge. */
  range: readonly [number, number];
  yLabel: string;
  label: string;
};

/** Sizes by layer on a logarithmic axis. Measured ones have dots, theory is dashed. */
export function LayerPlot({ lines, range: [low, high], yLabel, label }: LayerPlotProps) {
  const depth = Math.max(1, ...lines.map(({ sizes }) => sizes.length));
  const within = (size: number): number => (size > high ? high : size >= low ? size : low);
  return (
    <>
      <Plot x={[0, depth]} y={[low, high]} isLogY xLabel="layer" yLabel={yLabel} label={label} height={230}>
        {lines.map(({ sizes, tone, isDashed = false }, line) => (
          <g key={line}>
            <Curve points={sizes.map((size, at) => [at + 1, within(size)])} tone={tone} isDashed={isDashed} />
            {!isDashed && sizes.map((size, at) => <Dot key={at} at={[at + 1, within(size)]} tone={tone} />)}
          </g>
        ))}
      </Plot>
      <Legend entries={lines} />
    </>
  );
}
