import type { ExplainedArray } from '@contract';
import type { Picture } from '../../../../bridge';
import { sheetText } from '../../../../text/sheets';
import { Card } from '../../../figure/Card';
import { Facts } from '../../../figure/Facts';
import { ModelChoice } from '../../../figure/ModelChoice';
import type { Answer } from '../../../figure/useAnswer';
import type { Explained } from '../../../figure/useExplained';
import { FigureError, PictureOrWait } from '../../../figure/Waiting';
import { Transport } from '../../../page/Transport';
import { usePlayback } from '../../../page/usePlayback';
import css from './Figure.module.css';
import { numberOf, pictureOfStep, stepCode, usePipeline, useUnsqueezed, values } from './steps';

const names = sheetText.why.steps;
const all = ['loaded', 'divided', 'predicted', 'multiplied', 'clipped', 'stored'] as const;

/** The arrays from photo to enhanced photo, one after the other, with their numbers. */
export function Figure() {
  const { step } = values.useValues();
  const { right, wrong } = usePipeline();
  const shownOne = (wrong ?? right).value;
  const arrays = shownOne?.explanation.arrays ?? [];
  const current = arrays[Math.min(step, arrays.length - 1)];
  return (
    <div className={css['figure']}>
      <StepsCard arrays={arrays} />
      <Card
        title={current === undefined ? 'The array' : names[current.step][0]}
        note={wrong === null ? undefined : 'with the mistake'}
      >
        <FigureError error={(wrong ?? right).error} />
        <Detail explained={shownOne} array={current} />
      </Card>
      <Results />
    </div>
  );
}

/** The result; where something is wrong, right and wrong together. */
function Results() {
  const { right, wrong } = usePipeline();
  const unsqueezed = useUnsqueezed();
  if (unsqueezed !== null) return <Squeezed whole={unsqueezed} small={right.value} />;
  return (
    <Card title="The result" note={wrong === null ? undefined : 'right, and with the mistake'}>
      <div className={css['results']} data-two={wrong !== null}>
        <Result explained={right.value} label="The result" />
        {wrong !== null && <Result explained={wrong.value} label="The result with the mistake" />}
      </div>
      {wrong === null && <Clipped explained={right.value} />}
    </Card>
  );
}

/** The middle of the photo, magnified: in its own size, and stretched back from 256 × 256. */
function Squeezed({ whole, small }: { whole: Answer<Picture>; small: Explained | null }) {
  const stored = small === null ? undefined : pictureOfStep(small, 'stored');
  const { value } = whole;
  const proportions = value === null ? 1 : value.width / value.height;
  return (
    <Card title="The middle of the result" note="magnified">
      <FigureError error={whole.error} />
      <div className={css['results']}>
        {[
          { picture: value, words: 'In the photo’s own proportions' },
          { picture: value === null ? null : stored, words: 'From 256 × 256, stretched back' },
        ].map(({ picture, words }) => (
          <figure key={words} className={css['middle']}>
            <div className={css['window']}>
              <div style={{ aspectRatio: proportions }}>
                <PictureOrWait picture={picture} label={words} />
              </div>
            </div>
            <figcaption>{words}</figcaption>
          </figure>
        ))}
      </div>
    </Card>
  );
}

function StepsCard({ arrays }: { arrays: readonly ExplainedArray[] }) {
  const { step } = values.useValues();
  const { model } = usePipeline();
  const last = Math.max(0, arrays.length - 1);
  const playback = usePlayback({
    step: () => {
      values.set({ step: Math.min(values.read().step + 1, last) });
    },
    reset: () => {
      values.set({ step: 0 });
    },
    isDone: step >= last,
    rate: 0.8,
  });
  return (
    <Card title="The steps" note={arrays.length === 0 ? '–' : `${arrays.length} arrays`}>
      <ol className={css['steps']}>
        {(arrays.length > 0 ? arrays.map((array) => array.step) : all).map((name, index) => (
          <li key={name}>
            <StepRow
              name={name}
              number={index + 1}
              array={arrays.find((array) => array.step === name)}
              isShown={index === Math.min(step, last)}
            />
          </li>
        ))}
      </ol>
      <Transport playback={playback} />
      <ModelChoice
        model={model}
        onChange={(chosen) => {
          values.set({ model: chosen });
        }}
      />
    </Card>
  );
}

type StepRowProps = {
  name: ExplainedArray['step'];
  number: number;
  array: ExplainedArray | undefined;
  isShown: boolean;
};

function StepRow({ name, number, array, isShown }: StepRowProps) {
  return (
    <button
      type="button"
      className={css['step']}
      aria-current={isShown ? 'step' : undefined}
      onClick={() => {
        values.set({ step: number - 1 });
      }}
    >
      <span className={css['number']}>{number}</span>
      <span>{names[name][0]}</span>
      <span className={css['range']}>
        {array === undefined ? '–' : `${numberOf(array, array.min)} – ${numberOf(array, array.max)}`}
      </span>
    </button>
  );
}

function Detail({ explained, array }: { explained: Explained | null; array: ExplainedArray | undefined }) {
  return (
    <>
      <PictureOrWait
        picture={explained && array ? pictureOfStep(explained, array.step) : null}
        label={array === undefined ? 'The array' : names[array.step][0]}
      />
      <Facts
        rows={[
          ['Shape', array === undefined ? '–' : array.shape.join(' × ')],
          ['Type', array?.type ?? '–'],
          [
            'First values',
            array === undefined
              ? '–'
              : array.first
                  .slice(0, 6)
                  .map((value) => numberOf(array, value))
                  .join(' '),
          ],
        ]}
      />
      <p className={css['code']}>
        In code
        <code>{array === undefined ? '–' : stepCode[array.step]}</code>
      </p>
    </>
  );
}

/** What the result is, and how much of it had to be clipped. */
function Clipped({ explained }: { explained: Explained | null }) {
  if (explained === null) return null;
  const { arrays } = explained.explanation;
  const stored = arrays.find(({ step }) => step === 'stored');
  const outside = arrays.find(({ step }) => step === 'multiplied')?.outside ?? 0;
  const { shape = [], type = '–' } = stored ?? {};
  const count = shape.reduce((product, side) => product * side, 1);
  return (
    <Facts
      rows={[
        ['Shape', shape.join(' × ')],
        ['Type', type],
        ['Values', count.toLocaleString('en')],
        ['Clipped', outside.toLocaleString('en')],
      ]}
    />
  );
}

function Result({ explained, label }: { explained: Explained | null; label: string }) {
  const refused = explained?.explanation.refused;
  if (refused !== undefined) return <p className={css['refused']}>No picture: the network did not run.</p>;
  return <PictureOrWait picture={explained && pictureOfStep(explained, 'stored')} label={label} />;
}
