import { Slider } from '../../../../ui/Slider';
import { BatchRow } from '../../../figure/BatchRow';
import { Card } from '../../../figure/Card';
import { Clip } from '../../../figure/FieldPlot';
import { shown } from '../../../figure/number';
import { Curve, Dot, Plot } from '../../../figure/Plot';
import { RateSlider } from '../../../figure/RateSlider';
import { Surface, surfaceRanges, WalkPath } from '../../../figure/Surface';
import { Transport } from '../../../page/Transport';
import { useStepping } from '../../../figure/useStepping';
import { mostSteps, useDescent, values, type Descent } from './descent';
import css from './Figure.module.css';

const batches = [
  { value: 'full', label: 'All pixels' },
  { value: 'mini', label: 'Eight' },
  { value: 'one', label: 'One' },
] as const;

/** The bowl with the walk's path, the line that it has fitted so far, and the loss. */
export function Figure() {
  const descent = useDescent();
  const [gain = 0, offset = 0] = descent.walks.at(-1)?.weights ?? [];
  const { x, y } = surfaceRanges;
  const isInside = gain >= x[0] && gain <= x[1] && offset >= y[0] && offset <= y[1];
  return (
    <div className={css['figure']}>
      <Card
        title="The loss, from above"
        note={isInside ? 'blue: low, amber: high' : 'the walk has left the picture'}
      >
        <Surface bowl={descent.bowl}>
          <WalkPath ways={descent.walks.map(({ weights }) => weights)} />
          {isInside && <Dot at={[gain, offset]} />}
        </Surface>
      </Card>
      <div className={css['side']}>
        <Settings descent={descent} />
        <LossCard descent={descent} />
      </div>
      <FitCard descent={descent} />
    </div>
  );
}

function Settings({ descent: { isDone } }: { descent: Descent }) {
  const { rate, batch, seed, steps } = values.useValues();
  const playback = useStepping({ values, most: mostSteps, isDone, rate: 12 });
  return (
    <Card title="The walk" note={`seed ${seed}`}>
      <RateSlider
        label="Learning rate"
        power={rate}
        range={[-3, 0.5]}
        onChange={(next) => {
          values.set({ rate: next });
        }}
      />
      <BatchRow options={batches} batch={batch} seed={seed} onChange={values.set} />
      <Transport playback={playback}>step {steps}</Transport>
    </Card>
  );
}

/** The loss at each step, by powers of ten. */
function LossCard({ descent: { walks, bowl } }: { descent: Descent }) {
  const floor = Math.log10(Math.max(1e-9, bowl.lossAt(bowl.best)));
  const points = walks.map(({ loss }, step) => [step, Math.log10(Math.max(1e-9, loss))] as const);
  const most = Math.max(1, ...points.map(([, loss]) => loss).filter(Number.isFinite));
  return (
    <Card title="The loss, step by step" note="dashed: the lowest there is">
      <Plot
        x={[0, Math.max(30, walks.length - 1)]}
        y={[Math.floor(floor), most]}
        xLabel="step"
        yLabel="log₁₀ of the loss"
        label="The loss at each step, logarithmic"
        height={250}
      >
        <Curve
          points={[
            [0, floor],
            [Math.max(30, walks.length - 1), floor],
          ]}
          tone="weak"
          isDashed
        />
        <Curve points={points} />
      </Plot>
    </Card>
  );
}

/** The pixels, what they should become, and the line as it is now. */
function FitCard({ descent: { pairs, walks } }: { descent: Descent }) {
  const { gain, offset } = values.useValues();
  const [a = 0, b = 0] = walks.at(-1)?.weights ?? [];
  const ends = [0, 1].map((x) => [x, Math.min(50, Math.max(-50, a * x + b))] as const);
  return (
    <Card title="What the two weights mean: a tone line through the pixels" className={css['fit']}>
      <Plot
        x={[0, 1]}
        y={[-0.5, 1.6]}
        xLabel="brightness of the pixel"
        yLabel="what it becomes"
        label="Pixels and the fitted tone line"
        width={460}
        height={200}
      >
        <Clip>
          <Curve points={ends} />
        </Clip>
        {pairs.map(({ x, target }, index) => (
          <Dot key={index} at={[x, target]} tone="other" />
        ))}
      </Plot>
      <div className={css['start']}>
        <Slider
          label="Gain at the start"
          entryLabel="Gain at the start"
          range={{ min: -1, max: 3, neutral: 0, step: 0.05 }}
          value={gain}
          format={(value) => shown(value, 2)}
          onChange={(next) => {
            values.set({ gain: next, steps: 0 });
          }}
        />
        <Slider
          label="Offset at the start"
          entryLabel="Offset at the start"
          range={{ min: -1, max: 1.6, neutral: 0, step: 0.05 }}
          value={offset}
          format={(value) => shown(value, 2)}
          onChange={(next) => {
            values.set({ offset: next, steps: 0 });
          }}
        />
        <p className={css['note']}>
          Sixty pixels of the photo, the brightest of them at 1. Each should become its square root, as a tone
          curve would lift it. The best straight line is at the bottom of the bowl.
        </p>
      </div>
    </Card>
  );
}
