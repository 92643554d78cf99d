import type { ActivationName } from '@core';
import { Segmented } from '../../../../ui/Segmented';
import { Select } from '../../../../ui/Select';
import { Slider } from '../../../../ui/Slider';
import { activationOptions } from '../../../figure/activationLabels';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { Curve, Dot, Plot } from '../../../figure/Plot';
import { SeedButton } from '../../../figure/SeedButton';
import { Transport } from '../../../page/Transport';
import { usePlayback } from '../../../page/usePlayback';
import css from './Figure.module.css';
import { Fold } from './Fold';
import { mostEpochs, useHiddenLayer, values, type HiddenLayer } from './hiddenLayer';
import { Plane } from './Plane';

const tasks = [
  { value: 'xor', label: 'XOR' },
  { value: 'ring', label: 'Ring' },
  { value: 'pixels', label: 'Dark or lit' },
] as const;

/** The plane with the network's answer, the plane as the hidden units fold it, and the layer's settings. */
export function Figure() {
  const layer = useHiddenLayer();
  return (
    <div className={css['figure']}>
      <Plane layer={layer} />
      <Fold layer={layer} />
      <Card title="The hidden layer" className={css['settings']}>
        <Settings />
        <Course layer={layer} />
      </Card>
    </div>
  );
}

function Settings() {
  const { task, hidden, activation, seed } = values.useValues();
  return (
    <div className={css['choices']}>
      <Segmented
        label="Task"
        options={tasks}
        value={task}
        onChange={(next) => {
          values.set({ task: next, epochs: 0 });
        }}
      />
      <Slider
        label="Hidden units"
        entryLabel="Hidden units"
        range={{ min: 1, max: 8, neutral: 1, step: 1 }}
        value={hidden}
        format={(value) => shown(value, 0)}
        onChange={(next) => {
          values.set({ hidden: Math.round(next), epochs: 0 });
        }}
      />
      <div className={css['pair']}>
        <Select<ActivationName>
          label="Activation"
          value={activation}
          options={activationOptions}
          onChange={(next) => {
            values.set({ activation: next, epochs: 0 });
          }}
        />
        <SeedButton
          seed={seed}
          onChange={(next) => {
            values.set({ seed: next, epochs: 0 });
          }}
        >
          Other weights
        </SeedButton>
      </div>
    </div>
  );
}

/** The loss so far, and what starts and stops the learning. */
function Course({ layer: { losses, isDone } }: { layer: HiddenLayer }) {
  const { epochs, seed } = values.useValues();
  const playback = usePlayback({
    step: () => {
      values.set({ epochs: Math.min(mostEpochs, epochs + 1) });
    },
    reset: () => {
      values.set({ epochs: 0 });
    },
    isDone,
    rate: 30,
  });
  const points = losses.map((loss, epoch) => [epoch, loss] as const);
  const last = points.at(-1);
  return (
    <div className={css['course']}>
      <Transport playback={playback}>
        epoch {epochs}, seed {seed}
      </Transport>
      <Plot
        x={[0, Math.max(100, epochs)]}
        y={[0, Math.max(0.8, losses[0] ?? 0)]}
        xLabel="epoch"
        yLabel="loss"
        label="The loss, epoch by epoch"
        width={640}
        height={170}
      >
        <Curve points={points} />
        {last !== undefined && <Dot at={last} />}
      </Plot>
    </div>
  );
}
