import type { Line } from '@core';
import { Card } from '../../../figure/Card';
import { ExamplePoint } from '../../../figure/ExamplePoint';
import { Clip, FieldPlot, gridOf, twoColours } from '../../../figure/FieldPlot';
import { Curve, useScales } from '../../../figure/Plot';
import css from './Figure.module.css';
import { chancesOf, unitLines, values, type HiddenLayer } from './hiddenLayer';

const range = [-0.25, 1.25] as const;
const ranges = { x: range, y: range };
const side = 64;

/** The plane: what the network says everywhere, the points, and each hidden unit's own line. */
export function Plane({ layer: { training, examples, wrong } }: { layer: HiddenLayer }) {
  const { task } = values.useValues();
  const isPixels = task === 'pixels';
  const grid = gridOf(ranges, side, (points) =>
    chancesOf(
      training.net,
      points.map(([x, y]) => ({ x, y })),
    ),
  );
  return (
    <Card title="The plane" note={`${wrong.length} wrong`}>
      <FieldPlot
        {...ranges}
        xLabel={isPixels ? 'brightness' : 'first input'}
        yLabel={isPixels ? 'warmth' : 'second input'}
        label="What the network says of every point of the plane"
        height={340}
        field={twoColours(grid)}
      >
        <Clip>
          {unitLines(training.net).map(({ line }, unit) => (
            <UnitLine key={unit} line={line} unit={unit + 1} />
          ))}
        </Clip>
        {examples.map((example, index) => (
          <ExamplePoint
            key={index}
            example={example}
            isWrong={wrong.includes(example)}
            radius={examples.length > 4 ? 4.5 : 8}
          />
        ))}
      </FieldPlot>
      <p className={css['legend']}>Filled, amber: yes. Ring, blue: no. Dashed: the units’ own lines.</p>
    </Card>
  );
}

/** Where a hidden unit's sum is zero, with its number. */
function UnitLine({ line: { a, b, c }, unit }: { line: Line; unit: number }) {
  const { x, y } = useScales();
  const length = Math.hypot(a, b);
  if (length === 0) return null;
  // The line's point nearest to the middle, and both ways along it, well beyond the plot.
  const away = (a * 0.5 + b * 0.5 + c) / length;
  const [nx, ny] = [a / length, b / length];
  const [px, py] = [0.5 - away * nx, 0.5 - away * ny];
  const at = (way: number): readonly [number, number] => [px - way * ny, py + way * nx];
  const [labelX, labelY] = at(0.42);
  return (
    <>
      <Curve points={[at(-3), at(3)]} tone="weak" isDashed />
      <text className={css['unit']} x={x(labelX) + 5} y={y(labelY) - 5}>
        {unit}
      </text>
    </>
  );
}
