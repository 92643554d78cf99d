/** One box at work. */
export type Stage = {
  readonly pass: 'forward' | 'backward' | 'update';
  /** The boxes whose value or gradient is found. */
  readonly boxes: readonly BoxId[];
  /** Parameters whose gradient is found, by their place. */
  readonly parameters: readonly number[];
};

export type BoxId = 'x1' | 'x2' | 's1' | 's2' | 'h1' | 'h2' | 'y' | 'loss';

/** The parameters in the network's order: the weights of both hidden neurons, their biases, then those of the output. */
export const parameterNames = ['w₁₁', 'w₁₂', 'w₂₁', 'w₂₂', 'b₁', 'b₂', 'v₁', 'v₂', 'c'] as const;

const forward = (...boxes: BoxId[]): Stage => ({ pass: 'forward', boxes, parameters: [] });
const backward = (boxes: BoxId[], ...parameters: number[]): Stage => ({
  pass: 'backward',
  boxes,
  parameters,
});

/** A training step, box by box: forward, the loss, backward, the update. */
export const stages: readonly Stage[] = [
  forward('s1'),
  forward('s2'),
  forward('h1'),
  forward('h2'),
  forward('y'),
  forward('loss'),
  backward(['y']),
  backward([], 6, 7, 8),
  backward(['h1', 'h2']),
  backward(['s1', 's2']),
  backward([], 0, 1, 4),
  backward([], 2, 3, 5),
  { pass: 'update', boxes: [], parameters: [] },
];

/** What is known after so many stages. */
export function knownAfter(count: number) {
  const done = stages.slice(0, count);
  const boxesOf = (pass: Stage['pass']) =>
    new Set(done.filter((stage) => stage.pass === pass).flatMap(({ boxes }) => boxes));
  return {
    values: boxesOf('forward').add('x1').add('x2'),
    gradients: boxesOf('backward'),
    parameters: new Set(done.flatMap(({ parameters }) => parameters)),
    isUpdated: done.some(({ pass }) => pass === 'update'),
  };
}
