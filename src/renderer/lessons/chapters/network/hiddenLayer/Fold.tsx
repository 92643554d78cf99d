import { layersOf, type Mlp } from '@core';
import { Card } from '../../../figure/Card';
import { ExamplePoint } from '../../../figure/ExamplePoint';
import { Clip } from '../../../figure/FieldPlot';
import { Curve, Plot } from '../../../figure/Plot';
import css from './Figure.module.css';
import { folded, unitLines, type HiddenLayer } from './hiddenLayer';

type Point = readonly [number, number];

const lines = 9;
const steps = 40;

/** Squared paper over the plane: lines across, then lines up. */
const paper: readonly (readonly Point[])[] = Array.from({ length: lines }, (_, line) => {
  const fixed = line / (lines - 1);
  return Array.from({ length: steps + 1 }, (_, step): Point => [step / steps, fixed]);
}).flatMap((across) => [across, across.map(([x, y]): Point => [y, x])]);

/** The same points as the hidden units hand them on, and squared paper that went the same way. */
export function Fold({ layer: { training, examples, wrong, hidden } }: { layer: HiddenLayer }) {
  const { net } = training;
  const [first, second] = loudest(net);
  const place = (points: readonly { x: number; y: number }[]): readonly Point[] =>
    folded(net, points).map(({ units, sum }) => [
      units[first] ?? 0,
      second === null ? sum : (units[second] ?? 0),
    ]);
  const sheets = paper.map((line) => place(line.map(([x, y]) => ({ x, y }))));
  const points = place(examples);
  const ranges = rangesOf([...sheets.flat(), ...points]);
  return (
    <Card title="What the hidden units make of it" note={noteOf(hidden, first, second)}>
      <Plot
        {...ranges}
        xLabel={`unit ${first + 1}`}
        yLabel={second === null ? 'sum of the output' : `unit ${second + 1}`}
        label="The points in the space of the hidden units"
        height={340}
      >
        <g className={css['paper']}>
          {sheets.map((sheet, index) => (
            <Curve key={index} points={sheet} tone="weak" />
          ))}
        </g>
        <Clip>
          <Curve points={decision(net, ranges.x, second)} />
        </Clip>
        {points.map(([x, y], index) => {
          const example = examples[index];
          if (example === undefined) return null;
          return (
            <ExamplePoint
              key={index}
              example={{ x, y, isOn: example.isOn }}
              isWrong={wrong.includes(example)}
              radius={examples.length > 4 ? 4.5 : 8}
            />
          );
        })}
      </Plot>
      <p className={css['legend']}>{legendOf(hidden, wrong.length === 0)}</p>
    </Card>
  );
}

/** The two units to which the output listens most. One unit alone has no second. */
function loudest(net: Mlp): readonly [number, number | null] {
  const order = unitLines(net)
    .map(({ say }, unit) => ({ unit, say: Math.abs(say) }))
    .sort((one, other) => other.say - one.say)
    .slice(0, 2)
    .map(({ unit }) => unit)
    .sort((one, other) => one - other);
  return [order[0] ?? 0, order[1] ?? null];
}

function noteOf(hidden: number, first: number, second: number | null): string {
  if (second === null) return 'one unit: a line';
  return hidden === 2 ? 'the fold of the plane' : `units ${first + 1} and ${second + 1} of ${hidden}`;
}

function legendOf(hidden: number, isParted: boolean): string {
  const paperText = 'The squared paper lies flat in the plane, and folded here.';
  if (hidden === 1) return `${paperText} The output says yes above the line.`;
  if (hidden > 2) return `${paperText} These two units have the most say.`;
  return isParted
    ? `${paperText} One straight line parts the points now.`
    : `${paperText} The line does not part the points yet.`;
}

/** The output neuron's line. With more than two units it cannot be drawn in two of them. */
function decision(net: Mlp, [low, high]: Point, second: number | null): readonly Point[] {
  if (second === null) return [low, high].map((x): Point => [x, 0]);
  const output = layersOf(net)[1];
  if (output?.inputs !== 2) return [];
  const [a = 0, b = 0] = output.weights;
  const c = output.biases[0] ?? 0;
  if (Math.abs(b) < 1e-9) return [];
  return [low, high].map((x): Point => [x, -(a * x + c) / b]);
}

function rangesOf(points: readonly Point[]): { x: Point; y: Point } {
  const range = (along: readonly number[]): Point => {
    const [low, high] = along.reduce<Point>(
      ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
      [Infinity, -Infinity],
    );
    const room = 0.08 * (high - low) + 0.02;
    return [low - room, high + room];
  };
  return { x: range(points.map(([x]) => x)), y: range(points.map(([, y]) => y)) };
}
