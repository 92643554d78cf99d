/** A labelled point of the plane. */
export type Example = { readonly x: number; readonly y: number; readonly isOn: boolean };

/** The perceptron's line a·x + b·y + c = 0. It says 'on' above zero. */
export type Line = { readonly a: number; readonly b: number; readonly c: number };

export type PerceptronState = {
  readonly line: Line;
  /** Examples looked at so far. */
  readonly looks: number;
  readonly corrections: number;
};

export const startingLine: PerceptronState = { line: { a: 0, b: 0, c: 0 }, looks: 0, corrections: 0 };

export function saysOn({ a, b, c }: Line, { x, y }: Pick<Example, 'x' | 'y'>): boolean {
  return a * x + b * y + c > 0;
}

export function wrongOnes(line: Line, examples: readonly Example[]): readonly Example[] {
  return examples.filter((example) => saysOn(line, example) !== example.isOn);
}

/**
 * One look at the next example, in turn (Rosenblatt 1958). A wrong answer moves the line towards the example; a right one leaves
 * it. If a line can part the examples, this ends after finitely many corrections (Novikoff 1962).
 * @param rate how far a correction goes
 */
export function learnFrom(
  state: PerceptronState,
  examples: readonly Example[],
  rate: number,
): PerceptronState {
  const example = examples[state.looks % examples.length];
  if (example === undefined) return state;
  const looks = state.looks + 1;
  if (saysOn(state.line, example) === example.isOn) return { ...state, looks };
  const by = example.isOn ? rate : -rate;
  const { a, b, c } = state.line;
  const line = { a: a + by * example.x, b: b + by * example.y, c: c + by };
  return { line, looks, corrections: state.corrections + 1 };
}

/** The corners of the unit square, on where the gate says so. */
export const gates = {
  and: corners((x, y) => x && y),
  or: corners((x, y) => x || y),
  xor: corners((x, y) => x !== y),
} as const;

function corners(gate: (x: boolean, y: boolean) => boolean): readonly Example[] {
  return [
    [0, 0],
    [1, 1],
    [0, 1],
    [1, 0],
  ].map(([x = 0, y = 0]) => ({ x, y, isOn: gate(x === 1, y === 1) }));
}
