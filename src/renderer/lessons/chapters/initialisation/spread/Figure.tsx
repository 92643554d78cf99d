import { Segmented } from '../../../../ui/Segmented';
import { Select } from '../../../../ui/Select';
import { Slider } from '../../../../ui/Slider';
import { activationLabels } from '../../../figure/activationLabels';
import { Card } from '../../../figure/Card';
import { LayerPlot } from '../../../figure/LayerPlot';
import { sizeText } from '../../../figure/layerSizes';
import { SeedButton } from '../../../figure/SeedButton';
import css from './Figure.module.css';
import { activationChoices, useSpread, values, width } from './spread';

const kinds = [
  { value: 'normal', label: 'Normal' },
  { value: 'uniform', label: 'Uniform' },
] as const;
const options = activationChoices.map((value) => ({ value, label: activationLabels[value] }));

/** Sizes of signals and gradients by layer, and what decides them. */
export function Figure() {
  const now = useSpread();
  return (
    <div className={css['figure']} data-waiting={now === null ? true : undefined}>
      <Card title="The signal, layer by layer" note="root mean square">
        <LayerPlot
          lines={[
            { tone: 'main', label: 'measured on 32 patches', sizes: now?.measured.outputs ?? [] },
            { tone: 'weak', label: 'theory', isDashed: true, sizes: now?.theory.outputs ?? [] },
          ]}
          range={[1e-12, 1e12]}
          yLabel="size of the outputs"
          label="Size of the outputs by layer"
        />
      </Card>
      <Card title="The gradient, on its way back" note="relative to the last layer">
        <LayerPlot
          lines={[
            { tone: 'other', label: 'measured', sizes: now?.measured.gradients ?? [] },
            { tone: 'weak', label: 'theory', isDashed: true, sizes: now?.theory.gradients ?? [] },
          ]}
          range={[1e-12, 1e12]}
          yLabel="size of the gradients"
          label="Size of the gradients by layer"
        />
      </Card>
      <Controls />
    </div>
  );
}

function Controls() {
  const { kind, power, depth, activation, seed } = values.useValues();
  return (
    <Card
      className={css['controls']}
      title={`The first weights of a network, ${width} neurons a layer`}
      note={`seed ${seed}`}
    >
      <div className={css['row']}>
        <Segmented
          label="Distribution"
          options={kinds}
          value={kind}
          onChange={(value) => {
            values.set({ kind: value });
          }}
        />
        <Slider
          label={kind === 'normal' ? 'Deviation σ' : 'Limits ±a'}
          entryLabel="Size as a power of ten"
          range={{ min: -3, max: 0.7, neutral: -0.75, step: 0.05 }}
          value={power}
          format={(value) => sizeText(10 ** value)}
          onChange={(value) => {
            values.set({ power: value });
          }}
        />
        <Slider
          label="Hidden layers"
          entryLabel="Hidden layers"
          range={{ min: 5, max: 20, neutral: 12, step: 1 }}
          value={depth}
          format={(value) => `${value}`}
          onChange={(value) => {
            values.set({ depth: value });
          }}
        />
        <Select<(typeof activationChoices)[number]>
          label="Activation"
          value={activation}
          options={options}
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
      </div>
    </Card>
  );
}
