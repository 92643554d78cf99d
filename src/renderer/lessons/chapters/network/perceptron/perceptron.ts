import { gates, learnFrom, startingLine, wrongOnes, type Example, type PerceptronState } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { shown } from '../../../figure/number';
import { pixelExamples } from '../../../figure/pixelExamples';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** What is to be learned, how far a correction goes, and how many examples were looked at. */
export const values = pageValues(
  'perceptron',
  z.strictObject({
    task: z.enum(['and', 'or', 'pixels']).default('and'),
    rate: z.number().min(0.01).max(1).default(0.1),
    looks: z.int().min(0).max(5000).default(0),
  }),
);

export const pictureSize = 192;

export type Task = ReturnType<typeof values.read>['task'] | 'xor';

/** The task of the page. Its break sets one that no line can do. */
export function useTask(): { task: Task; examples: readonly Example[] } {
  const { task: chosen } = values.useValues();
  const task = useStore(learn, ({ broken }): Task => (broken === 'xor' ? 'xor' : chosen));
  const picture = useLessonPicture(pictureSize);
  if (task !== 'pixels') return { task, examples: gates[task] };
  return { task, examples: picture === null ? [] : pixelExamples(picture) };
}

/** The state after as many looks as were taken. It is made anew from the start, so that a link gives the same line. */
export function stateAfter(examples: readonly Example[], rate: number, looks: number): PerceptronState {
  let state = startingLine;
  for (let index = 0; index < looks; index += 1) state = learnFrom(state, examples, rate);
  return state;
}

export function usePerceptron() {
  const { rate, looks } = values.useValues();
  const { task, examples } = useTask();
  const state = stateAfter(examples, rate, looks);
  const wrong = wrongOnes(state.line, examples);
  return { task, examples, state, wrong, isDone: looks > 0 && wrong.length === 0 };
}

const taskNames: Readonly<Record<Task, string>> = {
  and: 'AND',
  or: 'OR',
  xor: 'XOR',
  pixels: 'dark or lit',
};

/** “+ 0.20” or “− 0.20”, as it stands in a sum. */
const signed = (value: number): string => `${value < 0 ? '−' : '+'} ${shown(Math.abs(value), 2)}`;

/** What the figure shows, in words. */
export function useSays(): string {
  const { task, examples, state, wrong, isDone } = usePerceptron();
  const { a, b, c } = state.line;
  const line = `${shown(a, 2)} x ${signed(b)} y ${signed(c)} = 0`;
  const counted = `After ${state.looks} looks and ${state.corrections} corrections, ${wrong.length} of ${examples.length} points are on the wrong side.`;
  if (isDone) return `${counted} The line ${line} has learned ${taskNames[task]}.`;
  if (task === 'xor' && state.looks > 40)
    return `${counted} It will go on for ever: no line parts these points.`;
  return state.looks === 0
    ? `The task is ${taskNames[task]}. There is no line yet.`
    : `${counted} The line is ${line}.`;
}
