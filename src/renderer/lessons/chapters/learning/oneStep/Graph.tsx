import { shown } from '../../../figure/number';
import css from './Graph.module.css';
import { values, type OneStep } from './oneStep';
import { knownAfter, parameterNames, stages, type BoxId } from './stages';
import { boxesOf, figure, parametersOf } from './told';

const box = { width: 124, height: 82 };

type Place = { readonly x: number; readonly y: number; readonly title: string };

const places: Readonly<Record<BoxId, Place>> = {
  x1: { x: 0, y: 16, title: 'x₁, the pixel' },
  x2: { x: 0, y: 212, title: 'x₂, around it' },
  s1: { x: 262, y: 16, title: 's₁, sum' },
  s2: { x: 262, y: 212, title: 's₂, sum' },
  h1: { x: 444, y: 16, title: 'h₁ = φ(s₁)' },
  h2: { x: 444, y: 212, title: 'h₂ = φ(s₂)' },
  y: { x: 694, y: 114, title: 'ŷ, prediction' },
  loss: { x: 876, y: 114, title: 'L, squared error' },
};

type Edge = { readonly from: BoxId; readonly to: BoxId; readonly parameter: number | null };

const edges: readonly Edge[] = [
  { from: 'x1', to: 's1', parameter: 0 },
  { from: 'x2', to: 's1', parameter: 1 },
  { from: 'x1', to: 's2', parameter: 2 },
  { from: 'x2', to: 's2', parameter: 3 },
  { from: 's1', to: 'h1', parameter: null },
  { from: 's2', to: 'h2', parameter: null },
  { from: 'h1', to: 'y', parameter: 6 },
  { from: 'h2', to: 'y', parameter: 7 },
  { from: 'y', to: 'loss', parameter: null },
];

const biases: readonly { readonly of: BoxId; readonly parameter: number }[] = [
  { of: 's1', parameter: 4 },
  { of: 's2', parameter: 5 },
  { of: 'y', parameter: 8 },
];

/** The computation graph: values run to the right, gradients come back over the same edges. */
export function Graph({ one }: { one: OneStep }) {
  const { stage: count } = values.useValues();
  const known = knownAfter(count);
  const boxes = boxesOf(one.step);
  const parameters = parametersOf(one.step);
  const now = stages[count - 1];
  return (
    <svg
      className={css['graph']}
      viewBox="-2 0 1004 330"
      role="img"
      aria-label="The computation graph of the network, with values and gradients"
    >
      {edges.map((edge) => (
        <EdgeMark
          key={`${edge.from} ${edge.to}`}
          edge={edge}
          isForward={known.values.has(edge.to)}
          isBackward={
            edge.to === 'loss'
              ? known.gradients.has('y')
              : known.gradients.has(edge.from) || isReached(edge, known)
          }
        />
      ))}
      {(Object.keys(places) as BoxId[]).map((id) => (
        <BoxMark
          key={id}
          id={id}
          value={known.values.has(id) ? boxes[id].value : null}
          gradient={known.gradients.has(id) ? boxes[id].gradient : null}
          isNow={now?.boxes.includes(id) === true}
          pass={now?.pass}
        />
      ))}
      {edges.map(({ from, to, parameter }) =>
        parameter === null ? null : (
          <ParameterMark
            key={parameter}
            {...labelOf(from, to)}
            name={parameterNames[parameter] ?? ''}
            value={parameters[parameter]?.value ?? 0}
            gradient={known.parameters.has(parameter) ? (parameters[parameter]?.gradient ?? 0) : null}
            isNow={now?.parameters.includes(parameter) === true}
          />
        ),
      )}
      {biases.map(({ of, parameter }) => (
        <ParameterMark
          key={parameter}
          x={places[of].x + box.width / 2}
          y={places[of].y + box.height + 15}
          name={parameterNames[parameter] ?? ''}
          value={parameters[parameter]?.value ?? 0}
          gradient={known.parameters.has(parameter) ? (parameters[parameter]?.gradient ?? 0) : null}
          isNow={now?.parameters.includes(parameter) === true}
        />
      ))}
      <text className={css['target']} x={places.loss.x + box.width / 2} y={places.loss.y + box.height + 18}>
        t, target {shown(one.patch.target, 4)}
      </text>
    </svg>
  );
}

type Known = ReturnType<typeof knownAfter>;

/** The backward pass goes over a weight's edge when the weight's gradient is found. */
function isReached({ parameter }: Edge, known: Known): boolean {
  return parameter !== null && known.parameters.has(parameter);
}

/** Where a weight's label stands: nearer to where its edge begins, so that crossing edges keep theirs apart. */
function labelOf(from: BoxId, to: BoxId): { x: number; y: number } {
  const [start, end] = [places[from], places[to]];
  const share = start.y === end.y || to === 'y' ? 0.5 : 0.3;
  const [x, across] = [start.x + box.width, end.x - start.x - box.width];
  const lift = start.y === end.y ? -14 : 0;
  return {
    x: x + share * across,
    y: start.y + box.height / 2 + share * (end.y - start.y) + lift,
  };
}

function EdgeMark({ edge, isForward, isBackward }: { edge: Edge; isForward: boolean; isBackward: boolean }) {
  const [from, to] = [places[edge.from], places[edge.to]];
  const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
  const [x2, y2] = [to.x, to.y + box.height / 2];
  return (
    <>
      <line className={css['edge']} data-on={isForward} x1={x1} y1={y1} x2={x2} y2={y2} />
      {/* Below the way there, the way back. */}
      <line className={css['back']} data-on={isBackward} x1={x1} y1={y1 + 6} x2={x2} y2={y2 + 6} />
    </>
  );
}

type BoxMarkProps = {
  id: BoxId;
  value: number | null;
  gradient: number | null;
  isNow: boolean;
  pass: string | undefined;
};

function BoxMark({ id, value, gradient, isNow, pass }: BoxMarkProps) {
  const { x, y, title } = places[id];
  const middle = x + box.width / 2;
  return (
    <g className={css['box']} data-now={isNow} data-pass={pass}>
      <rect x={x} y={y} width={box.width} height={box.height} rx={6} />
      <text className={css['name']} x={middle} y={y + 20}>
        {title}
      </text>
      <text className={css['value']} x={middle} y={y + 44}>
        {value === null ? '–' : figure(value)}
      </text>
      <text className={css['gradient']} x={middle} y={y + 68}>
        {gradient === null ? '' : `∂L ${figure(gradient)}`}
      </text>
    </g>
  );
}

type ParameterMarkProps = {
  x: number;
  y: number;
  name: string;
  value: number;
  gradient: number | null;
  isNow: boolean;
};

function ParameterMark({ x, y, name, value, gradient, isNow }: ParameterMarkProps) {
  return (
    <g className={css['parameter']} data-now={isNow}>
      <text x={x} y={y}>
        {name} {figure(value)}
      </text>
      {gradient !== null && (
        <text className={css['gradient']} x={x} y={y + 15}>
          ∂L {figure(gradient)}
        </text>
      )}
    </g>
  );
}
