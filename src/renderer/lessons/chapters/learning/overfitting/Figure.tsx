import type { Picture } from '../../../../bridge';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { Facts } from '../../../figure/Facts';
import { Legend } from '../../../figure/Legend';
import { shown } from '../../../figure/number';
import { Curve, Dot, Plot } from '../../../figure/Plot';
import { SeedButton } from '../../../figure/SeedButton';
import { Transport } from '../../../page/Transport';
import { useStepping } from '../../../figure/useStepping';
import css from './Figure.module.css';
import { mostSteps, stepsAtOnce, useOverfitting, values } from './overfitting';

type Now = ReturnType<typeof useOverfitting>;

/** Both losses over the steps, the controls, and the photo as the network paints it. */
export function Figure() {
  const now = useOverfitting();
  return (
    <div className={css['figure']} data-waiting={now === null ? true : undefined}>
      <Losses now={now} />
      <Controls now={now} />
      <Card
        className={css['wide']}
        title="The photo as the network paints it"
        note="trained left of the line, tested right of it"
      >
        <div className={css['pictures']}>
          <Shown picture={now?.output} caption="The network’s" />
          <Shown picture={now?.target} caption="What it should be" />
        </div>
      </Card>
    </div>
  );
}

function Shown({ picture, caption }: { picture: Picture | undefined; caption: string }) {
  return (
    <figure className={css['one']}>
      <div className={css['halves']}>
        {picture === undefined ? (
          <div className={css['empty']} />
        ) : (
          <PictureCanvas className={css['picture']} picture={picture} label={caption} />
        )}
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

function Losses({ now }: { now: Now }) {
  const course = now?.course ?? [];
  const [low, high] = [0.0001, 1];
  const within = (loss: number): number => Math.min(high, Math.max(low, loss));
  const best = now === null ? undefined : course[now.best];
  return (
    <Card
      title="Loss, logarithmic"
      note={best === undefined ? '–' : `least test loss ${shown(best.test, 4)}`}
    >
      <Plot
        x={[0, Math.max(60, course.length - 1)]}
        y={[low, high]}
        isLogY
        xLabel="step"
        yLabel="loss"
        label="Loss on the training pixels and on the other half"
        width={520}
        height={260}
      >
        <Curve points={course.map(({ train }, at) => [at, within(train)])} />
        <Curve points={course.map(({ test }, at) => [at, within(test)])} tone="other" isDashed />
        {now !== null && best !== undefined && <Dot at={[now.best, within(best.test)]} tone="other" />}
      </Plot>
      <Legend
        entries={[
          { tone: 'main', label: 'training pixels, left half' },
          { tone: 'other', label: 'test pixels, right half; dot: where to stop', isDashed: true },
        ]}
      />
    </Card>
  );
}

function Controls({ now }: { now: Now }) {
  const last = now?.course.at(-1);
  const { pixels, units, steps, seed } = values.useValues();
  const playback = useStepping({ values, most: mostSteps, by: stepsAtOnce, rate: 15 });
  return (
    <Card title="Training" note={`seed ${seed}`}>
      <Transport playback={playback}>step {steps}</Transport>
      <Slider
        label="Training pixels"
        entryLabel="Training pixels, power of two"
        range={{ min: 3, max: 9, neutral: 9, step: 1 }}
        value={pixels}
        format={(value) => `${2 ** value}`}
        onChange={(value) => {
          values.set({ pixels: value });
        }}
      />
      <Slider
        label="Hidden units"
        entryLabel="Hidden units, power of two"
        range={{ min: 2, max: 6, neutral: 4, step: 1 }}
        value={units}
        format={(value) => `${2 ** value}`}
        onChange={(value) => {
          values.set({ units: value });
        }}
      />
      <SeedButton
        seed={seed}
        onChange={(next) => {
          values.set({ seed: next });
        }}
      >
        Other pixels and weights
      </SeedButton>
      <Facts
        rows={[
          ['Numbers to fit', now === null ? '–' : `${3 * now.count}`],
          ['Numbers that learn', now === null ? '–' : (31 * now.units + 3).toLocaleString('en')],
          ['Loss on training pixels', last === undefined ? '–' : shown(last.train, 4)],
          ['Loss on the other half', last === undefined ? '–' : shown(last.test, 4)],
        ]}
      />
    </Card>
  );
}
