import { saysOn, type Example, type Line } from '@core';
import { Segmented } from '../../../../ui/Segmented';
import { Slider } from '../../../../ui/Slider';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { Card } from '../../../figure/Card';
import { ExamplePoint } from '../../../figure/ExamplePoint';
import { shown } from '../../../figure/number';
import { pixelPoints } from '../../../figure/pixelExamples';
import { Curve, Plot } from '../../../figure/Plot';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { Transport } from '../../../page/Transport';
import { usePlayback } from '../../../page/usePlayback';
import css from './Figure.module.css';
import { pictureSize, usePerceptron, values } from './perceptron';

const tasks = [
  { value: 'and', label: 'AND' },
  { value: 'or', label: 'OR' },
  { value: 'pixels', label: 'Dark or lit' },
] as const;

/** Amber and night blue: they differ in brightness too. */
const litColour = [240, 179, 90];
const darkColour = [38, 52, 71];

const range = [-0.25, 1.25] as const;

/** The plane with the examples and the perceptron's line, corrected look by look. */
export function Figure() {
  const { task: chosen, rate } = values.useValues();
  const { task, examples, state, wrong, isDone } = usePerceptron();
  const playback = usePlayback({
    step: () => {
      values.set({ looks: state.looks + 1 });
    },
    reset: () => {
      values.set({ looks: 0 });
    },
    isDone: isDone || state.looks >= 5000,
    rate: task === 'pixels' ? 20 : 4,
  });
  const isPixels = task === 'pixels';
  return (
    <div className={css['figure']}>
      <Card title="The plane, and the line that parts it" note={`${wrong.length} wrong`}>
        <Plot
          x={range}
          y={range}
          xLabel={isPixels ? 'brightness' : 'first input'}
          yLabel={isPixels ? 'warmth' : 'second input'}
          label="Examples and the perceptron’s line"
          height={360}
        >
          <Boundary line={state.line} />
          {examples.map((example, index) => (
            <ExamplePoint
              key={index}
              example={example}
              isWrong={state.looks > 0 && wrong.includes(example)}
            />
          ))}
        </Plot>
      </Card>
      <Card title="What it learns">
        <Segmented
          label="Task"
          options={tasks}
          value={chosen}
          onChange={(next) => {
            values.set({ task: next, looks: 0 });
          }}
        />
        <Slider
          label="How far a correction goes"
          entryLabel="How far a correction goes"
          range={{ min: 0.01, max: 1, neutral: 0.1, step: 0.01 }}
          value={rate}
          format={(value) => shown(value, 2)}
          onChange={(next) => {
            values.set({ rate: next });
          }}
        />
        <Transport playback={playback}>
          {state.looks} looks, {state.corrections} corrections
        </Transport>
        {isPixels ? <Decided line={state.line} /> : <Answers examples={examples} line={state.line} />}
      </Card>
    </div>
  );
}

/** Where the line crosses the plot. */
function Boundary({ line: { a, b, c } }: { line: Line }) {
  if (a === 0 && b === 0) return null;
  const [low, high] = range;
  const points =
    Math.abs(b) > Math.abs(a)
      ? [low, high].map((x) => [x, -(a * x + c) / b] as const)
      : [low, high].map((y) => [-(b * y + c) / a, y] as const);
  return (
    <svg className={css['clip']}>
      <Curve points={points} />
    </svg>
  );
}

const answer = (isOn: boolean): string => (isOn ? 'yes' : 'no');

/** Every example: its sum, what the perceptron says, and what is wanted. */
function Answers({ examples, line }: { examples: readonly Example[]; line: Line }) {
  return (
    <table className={css['answers']}>
      <thead>
        <tr>
          <th scope="col">inputs</th>
          <th scope="col">sum</th>
          <th scope="col">it says</th>
          <th scope="col">wanted</th>
        </tr>
      </thead>
      <tbody>
        {examples.map((example) => {
          const { x, y, isOn } = example;
          const says = saysOn(line, example);
          return (
            <tr key={`${x} ${y}`} data-wrong={says !== isOn}>
              <td>
                {x}, {y}
              </td>
              <td>{shown(line.a * x + line.b * y + line.c, 2)}</td>
              <td>
                {answer(says)}
                {says !== isOn && ', wrong'}
              </td>
              <td>{answer(isOn)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The photo as the perceptron sees it. */
function Decided({ line }: { line: Line }) {
  const picture = useLessonPicture(pictureSize);
  if (picture === null) return null;
  const data = Uint8Array.from(
    pixelPoints(picture).flatMap((point) => (saysOn(line, point) ? litColour : darkColour)),
  );
  return (
    <PictureCanvas
      className={css['decided']}
      picture={{ ...picture, data }}
      label="Amber: lit. Blue: dark."
    />
  );
}
