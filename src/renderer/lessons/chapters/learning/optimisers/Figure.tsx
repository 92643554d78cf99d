import type { Bowl, OptimiserName } from '@core';
import { BatchRow } from '../../../figure/BatchRow';
import { Card } from '../../../figure/Card';
import { Clip } from '../../../figure/FieldPlot';
import { Curve, Plot, useScales } from '../../../figure/Plot';
import { RateSlider } from '../../../figure/RateSlider';
import { Surface, WalkPath } from '../../../figure/Surface';
import { Transport } from '../../../page/Transport';
import { useStepping } from '../../../figure/useStepping';
import css from './Figure.module.css';
import {
  aboveFloor,
  heightShown,
  mostSteps,
  racerNames,
  useRace,
  values,
  type Race,
  type Racer,
} from './optimisers';

const batches = [
  { value: 'full', label: 'All pixels' },
  { value: 'mini', label: 'Eight a step' },
] as const;

/** The letter that stands at the end of each path and curve. */
const letters: Readonly<Record<OptimiserName, string>> = { sgd: 'S', momentum: 'M', rmsprop: 'R', adam: 'A' };

/** Four walks on one surface, and their losses beside each other. */
export function Figure() {
  const race = useRace();
  return (
    <div className={css['figure']}>
      <Card title="Four paths on one surface" note="blue: low, amber: high">
        <Surface bowl={race.bowl} height={505}>
          {race.racers.map((racer) => (
            <g key={racer.name} className={css['racer']} data-racer={racer.name}>
              <WalkPath ways={racer.walks.map(({ weights }) => weights)} />
              <Letter name={racer.name} at={racer.walks.at(-1)?.weights ?? []} />
            </g>
          ))}
        </Surface>
      </Card>
      <div className={css['side']}>
        <Settings race={race} />
        <Heights race={race} />
      </div>
    </div>
  );
}

function Letter({ name, at }: { name: OptimiserName; at: ArrayLike<number> }) {
  const { x, y } = useScales();
  const [across, up] = [x(at[0] ?? NaN), y(at[1] ?? NaN)];
  if (!(Math.abs(across) < 1e4 && Math.abs(up) < 1e4)) return null;
  return (
    <>
      <circle cx={across} cy={up} r={8} />
      <text x={across} y={up} dy="0.35em" textAnchor="middle">
        {letters[name]}
      </text>
    </>
  );
}

function Settings({ race: { racers, bowl, isDone } }: { race: Race }) {
  const state = values.useValues();
  const { steps, batch, seed } = state;
  const playback = useStepping({ values, most: mostSteps, isDone, rate: 12 });
  return (
    <Card title="The field" note="each with its own learning rate">
      {racers.map((racer) => (
        <Entry key={racer.name} racer={racer} bowl={bowl} power={state[racer.name]} />
      ))}
      <BatchRow options={batches} batch={batch} seed={seed} onChange={values.set} />
      <Transport playback={playback}>
        step {steps}, seed {seed}
      </Transport>
    </Card>
  );
}

function Entry({ racer, bowl, power }: { racer: Racer; bowl: Bowl; power: number }) {
  const { name } = racer;
  return (
    <div className={css['entry']}>
      <svg className={css['key']} viewBox="0 0 44 18" data-racer={name} aria-hidden="true">
        <path d="M 0 9 H 44" />
        <circle cx={22} cy={9} r={8} />
        <text x={22} y={9} dy="0.35em" textAnchor="middle">
          {letters[name]}
        </text>
      </svg>
      <RateSlider
        label={`${racerNames[name]}${noteOf(racer)}`}
        power={power}
        range={[-3, 0.5]}
        onChange={(next) => {
          values.set({ [name]: next });
        }}
      />
      <span className={css['height']}>{heightShown(aboveFloor(racer, bowl))}</span>
    </div>
  );
}

/** The setting that a break has changed. */
function noteOf({ settings }: Racer): string {
  if (settings.name === 'momentum' && settings.momentum !== 0.9) return ` at ${settings.momentum}`;
  return settings.name === 'adam' && settings.epsilon > 1 ? `, epsilon ${settings.epsilon}` : '';
}

/** Powers of ten that are shown. */
const [lowest, highest] = [-8, 1.5];

/** Heights above the bottom, step by step, by powers of ten. */
function Heights({ race: { racers, bowl } }: { race: Race }) {
  const floor = bowl.lossAt(bowl.best);
  const { steps } = values.useValues();
  const end = Math.max(40, steps);
  return (
    <Card title="Height above the bottom, step by step">
      <Plot
        x={[0, end]}
        y={[lowest, highest]}
        xLabel="step"
        yLabel="log₁₀ of the height"
        label="Heights above the lowest loss, logarithmic"
        height={220}
      >
        {racers.map(({ name, walks }) => {
          const points = walks.map(
            ({ loss }, step) => [step, Math.log10(Math.max(1e-12, loss - floor))] as const,
          );
          const [step, height] = points.at(-1) ?? [0, 0];
          return (
            <g key={name} className={css['racer']} data-racer={name}>
              <Clip>
                <Curve points={points} />
              </Clip>
              <Letter name={name} at={[step, Math.min(highest, Math.max(lowest, height))]} />
            </g>
          );
        })}
      </Plot>
    </Card>
  );
}
