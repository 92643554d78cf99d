import { Slider } from '../../../../ui/Slider';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { Legend, type LegendEntry } from '../../../figure/Legend';
import { shown } from '../../../figure/number';
import { Curve, Dot, Plot } from '../../../figure/Plot';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { Transport } from '../../../page/Transport';
import { useStepping } from '../../../figure/useStepping';
import {
  mostSteps,
  pictureSize,
  racerNames,
  slopeAt,
  useRace,
  useSeen,
  values,
  type Race,
  type Racer,
} from './crossEntropy';
import css from './Figure.module.css';

const curves: readonly LegendEntry[] = [
  { tone: 'main', label: 'Cross-entropy' },
  { tone: 'other', label: 'MSE', isDashed: true },
];

/** Two classifiers raced from one start, the slopes that drive them, and the photo as each sees it. */
export function Figure() {
  const race = useRace();
  return (
    <div className={css['figure']}>
      <RaceCard race={race} />
      <SlopeCard />
      <Card title="Is this pixel dark or lit?" note="amber: lit, blue: dark" className={css['seen']}>
        <div className={css['pictures']}>
          <Photo />
          {(['crossEntropy', 'mse'] as const).map((name) => (
            <Seen
              key={name}
              name={racerNames[name]}
              racer={race?.racers.find((racer) => racer.name === name)}
              count={race?.count ?? 0}
            />
          ))}
        </div>
      </Card>
    </div>
  );
}

function RaceCard({ race }: { race: Race | null }) {
  const { start, rate, steps } = values.useValues();
  const playback = useStepping({ values, most: mostSteps, isDone: race === null || race.isDone, rate: 15 });
  return (
    <Card title="How far from the truth, step by step">
      <Plot
        x={[0, Math.max(60, steps)]}
        y={[0, 1]}
        xLabel="step"
        yLabel="mean distance"
        label="Mean distance of both classifiers from the truth"
        height={230}
      >
        {race?.racers.map(({ name, gaps }) => {
          const points = gaps.map((gap, step) => [step, gap] as const);
          return (
            <g key={name}>
              <Curve points={points} tone={name === 'mse' ? 'other' : 'main'} isDashed={name === 'mse'} />
              <Dot at={points.at(-1) ?? [0, 0]} tone={name === 'mse' ? 'other' : 'main'} />
            </g>
          );
        })}
      </Plot>
      <Legend entries={curves} />
      <div className={css['pair']}>
        <Slider
          label="Starting weight"
          entryLabel="Weight at the start"
          range={{ min: -12, max: 0, neutral: 0, step: 0.5 }}
          value={start}
          format={(value) => shown(value, 1)}
          onChange={(next) => {
            values.set({ start: next, steps: 0 });
          }}
        />
        <Slider
          label="Learning rate"
          entryLabel="Learning rate"
          range={{ min: 0.05, max: 2, neutral: 0.05, step: 0.05 }}
          value={rate}
          format={(value) => shown(value, 2)}
          onChange={(next) => {
            values.set({ rate: next });
          }}
        />
      </div>
      <Transport playback={playback}>step {steps}</Transport>
    </Card>
  );
}

const sums = Array.from({ length: 161 }, (_, at) => -10 + at / 8);

/** The slopes of both losses by the sum, for a pixel that is lit. */
function SlopeCard() {
  const { sum } = values.useValues();
  const [cross, squared] = [slopeAt('crossEntropy', sum), slopeAt('mse', sum)];
  return (
    <Card title="The slope that a lit pixel sends back">
      <Plot
        x={[-10, 10]}
        y={[-1.1, 0.1]}
        xLabel="weighted sum, before the sigmoid"
        yLabel="slope of the loss"
        label="Slopes of both losses by the weighted sum"
        height={230}
      >
        <Curve points={sums.map((at) => [at, slopeAt('crossEntropy', at)])} />
        <Curve points={sums.map((at) => [at, slopeAt('mse', at)])} tone="other" isDashed />
        <Dot at={[sum, cross]} />
        <Dot at={[sum, squared]} tone="other" />
      </Plot>
      <Legend
        entries={[
          { tone: 'main', label: `Cross-entropy: ${shown(cross, 6)}` },
          { tone: 'other', label: `MSE: ${shown(squared, 6)}`, isDashed: true },
        ]}
      />
      <Slider
        label="Sum: sure it is dark … sure it is lit"
        entryLabel="Weighted sum"
        range={{ min: -10, max: 10, neutral: 0, step: 0.1 }}
        value={sum}
        format={(value) => shown(value, 1)}
        onChange={(next) => {
          values.set({ sum: next });
        }}
      />
    </Card>
  );
}

function Photo() {
  const picture = useLessonPicture(pictureSize);
  return <Captioned picture={picture} caption="The photo. Lit: brighter than half of sixty of its pixels." />;
}

function Seen({ name, racer, count }: { name: string; racer: Racer | undefined; count: number }) {
  return (
    <Captioned picture={useSeen(racer?.net)} caption={`${name}: ${racer?.right ?? '–'} of ${count} right`} />
  );
}
