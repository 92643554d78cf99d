import { Segmented } from '../../../../ui/Segmented';
import { activationLabels } from '../../../figure/activationLabels';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { Legend } from '../../../figure/Legend';
import { shown } from '../../../figure/number';
import { Curve, Dot, Plot } from '../../../figure/Plot';
import { SeedButton } from '../../../figure/SeedButton';
import { Transport } from '../../../page/Transport';
import { useStepping } from '../../../figure/useStepping';
import { activationChoices, axis, mostSteps, stepsAtOnce, useApproximation, values } from './approximation';
import css from './Figure.module.css';

const curves = [
  { value: 'photo', label: 'This photo’s curve' },
  { value: 'gamma', label: 'Gamma 2.2' },
] as const;
const unitOptions = [
  { value: '1', label: '1 unit' },
  { value: '4', label: '4 units' },
  { value: '16', label: '16 units' },
] as const;
const unitsOf = { '1': 1, '4': 4, '16': 16 } as const;
const activationOptions = activationChoices.map((value) => ({ value, label: activationLabels[value] }));

type Now = ReturnType<typeof useApproximation>;

/** The curve and its target, what each hidden unit adds, and the photo through the learned curve. */
export function Figure() {
  const now = useApproximation();
  return (
    <div className={css['figure']} data-waiting={now === null ? true : undefined}>
      <Fit now={now} />
      <Units now={now} />
      <Controls />
      <Card title="The photo through the learned curve">
        <div className={css['pictures']}>
          <Captioned picture={now?.before} caption="Before" />
          <Captioned picture={now?.after} caption="After" />
        </div>
      </Card>
    </div>
  );
}

function Fit({ now }: { now: Now }) {
  return (
    <Card title="A tone curve, and the network’s" note={now === null ? '–' : `loss ${shown(now.loss, 5)}`}>
      <Plot
        x={[0, 1]}
        y={[-0.1, 1.1]}
        xLabel="brightness of the photo, over its brightest"
        yLabel="brightness wanted"
        label="The target curve and the network’s"
      >
        {(now?.tone.points ?? []).map((point) => (
          <Dot key={point[0]} at={point} tone="weak" />
        ))}
        <Curve
          points={(now?.curve ?? []).map((y, at) => [axis[at] ?? 0, Math.min(1.1, Math.max(-0.1, y))])}
        />
        {(now?.hidden ?? [])
          .filter(({ hinge }) => hinge >= 0 && hinge <= 1)
          .map(({ hinge }, at) => (
            <Dot key={at} at={[hinge, -0.1]} tone="other" />
          ))}
      </Plot>
      <Legend
        entries={[
          { tone: 'weak', label: 'target (dots)' },
          { tone: 'main', label: 'network' },
          { tone: 'other', label: 'hinges of the units (dots)' },
        ]}
      />
    </Card>
  );
}

/** The curves that add up to the network’s, its bias left out. */
function Units({ now }: { now: Now }) {
  const hidden = now?.hidden ?? [];
  const most = Math.max(0.5, ...hidden.flatMap(({ adds }) => adds.map(Math.abs)));
  return (
    <Card title="What each hidden unit adds" note={now === null ? '–' : `${hidden.length} in all`}>
      <Plot
        x={[0, 1]}
        y={[-most, most]}
        xLabel="brightness of the photo, over its brightest"
        yLabel="added to the output"
        label="The contribution of each hidden unit"
      >
        {hidden.map(({ adds }, at) => (
          <Curve
            key={at}
            points={adds.map((y, index) => [axis[index] ?? 0, y])}
            tone="other"
            isDashed={at % 2 === 1}
          />
        ))}
      </Plot>
    </Card>
  );
}

function Controls() {
  const { curve, units, activation, steps, seed } = values.useValues();
  const playback = useStepping({ values, most: mostSteps, by: stepsAtOnce, rate: 20 });
  return (
    <Card title="The network" note={`seed ${seed}`}>
      <Transport playback={playback}>step {steps}</Transport>
      <Segmented
        label="Curve"
        options={curves}
        value={curve}
        onChange={(value) => {
          values.set({ curve: value });
        }}
      />
      <Segmented
        label="Hidden units"
        options={unitOptions}
        value={units === 1 ? '1' : units === 4 ? '4' : '16'}
        onChange={(value) => {
          values.set({ units: unitsOf[value] });
        }}
      />
      <Segmented
        label="Activation"
        options={activationOptions}
        value={activation}
        onChange={(value) => {
          values.set({ activation: value });
        }}
      />
      <SeedButton
        seed={seed}
        onChange={(next) => {
          values.set({ seed: next });
        }}
      >
        Other weights
      </SeedButton>
    </Card>
  );
}
