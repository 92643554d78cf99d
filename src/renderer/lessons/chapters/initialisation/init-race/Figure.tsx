import { Segmented } from '../../../../ui/Segmented';
import { Slider } from '../../../../ui/Slider';
import { activationLabels } from '../../../figure/activationLabels';
import { Card } from '../../../figure/Card';
import { Facts } from '../../../figure/Facts';
import { LayerPlot } from '../../../figure/LayerPlot';
import { Legend } from '../../../figure/Legend';
import { sizeText } from '../../../figure/layerSizes';
import { shown } from '../../../figure/number';
import { Curve, Plot } from '../../../figure/Plot';
import { SeedButton } from '../../../figure/SeedButton';
import { Transport } from '../../../page/Transport';
import { useStepping } from '../../../figure/useStepping';
import css from './Figure.module.css';
import { activationChoices, mostSteps, racers, useRace, values } from './initRace';

const options = activationChoices.map((value) => ({ value, label: activationLabels[value] }));

/** The race, its controls, and the sizes of signal and gradient by layer now. */
export function Figure() {
  const race = useRace();
  return (
    <div className={css['figure']} data-waiting={race === null ? true : undefined}>
      <Race race={race} />
      <Controls race={race} />
      <Card title="Outputs by layer, now" note="root mean square">
        <LayerPlot
          lines={(race ?? []).map(({ label, tone, isDashed, outputs }) => ({
            label,
            tone,
            isDashed,
            sizes: outputs,
          }))}
          range={[1e-6, 100]}
          yLabel="size of the outputs"
          label="Size of the outputs by layer, for each start"
        />
      </Card>
      <Card title="Gradients of the weights by layer, now" note="root mean square">
        <LayerPlot
          lines={(race ?? []).map(({ label, tone, isDashed, gradients }) => ({
            label,
            tone,
            isDashed,
            sizes: gradients,
          }))}
          range={[1e-8, 1]}
          yLabel="size of the gradients"
          label="Size of the gradients by layer, for each start"
        />
      </Card>
    </div>
  );
}

function Race({ race }: { race: ReturnType<typeof useRace> }) {
  const { steps } = values.useValues();
  const [low, high] = [0.002, 1];
  return (
    <Card className={css['race']} title="The loss of five starts" note="smoothed, logarithmic">
      <Plot
        x={[0, Math.max(40, steps)]}
        y={[low, high]}
        isLogY
        xLabel="step"
        yLabel="loss"
        label="Loss of the five starts over the steps"
        width={420}
        height={230}
      >
        {(race ?? []).map(({ name, tone, isDashed, smooth }) => (
          <Curve
            key={name}
            points={smooth.map((loss, at) => [at, Math.min(high, Math.max(low, loss))])}
            tone={tone}
            isDashed={isDashed}
          />
        ))}
      </Plot>
      <Legend
        entries={racers.map(({ label, tone, isDashed }) => ({
          tone,
          isDashed,
          label,
        }))}
      />
    </Card>
  );
}

function Controls({ race }: { race: ReturnType<typeof useRace> }) {
  const { activation, rate, steps, seed } = values.useValues();
  const playback = useStepping({ values, most: mostSteps, rate: 12 });
  return (
    <Card title="The same network, the same patches" note={`seed ${seed}`}>
      <Transport playback={playback}>step {steps}</Transport>
      <Segmented
        label="Activation"
        options={options}
        value={activation}
        onChange={(value) => {
          values.set({ activation: value });
        }}
      />
      <Slider
        label="Learning rate"
        entryLabel="Learning rate"
        range={{ min: 0.01, max: 0.5, neutral: 0.1, step: 0.01 }}
        value={rate}
        format={(value) => shown(value, 2)}
        onChange={(value) => {
          values.set({ rate: value });
        }}
      />
      <SeedButton
        seed={seed}
        onChange={(next) => {
          values.set({ seed: next });
        }}
      >
        Other weights and patches
      </SeedButton>
      <Facts
        rows={racers.map(({ label }, at) => [
          `Loss from ${label}`,
          race === null ? '–' : sizeText(race[at]?.smooth.at(-1) ?? 0),
        ])}
      />
    </Card>
  );
}
