import { activations, type ActivationName } from '@core';
import { Select } from '../../../../ui/Select';
import { Slider } from '../../../../ui/Slider';
import { activationLabels, activationOptions } from '../../../figure/activationLabels';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { Curve, Dot, Plot } from '../../../figure/Plot';
import { SeedButton } from '../../../figure/SeedButton';
import { deep, useActivation, useDeepCurve, usePhotoThrough, values } from './curves';
import css from './Figure.module.css';

const inputs = Array.from({ length: 161 }, (_, index) => -4 + index / 20);

/** An activation with its derivative, and a deep network that uses it. */
export function Figure() {
  return (
    <div className={css['figure']}>
      <CurveCard />
      <DeepCard />
      <PhotoCard />
    </div>
  );
}

function CurveCard() {
  const { activation, input } = values.useValues();
  const { of, derivative } = activations[useActivation()];
  return (
    <Card title="The curve, and its slope dashed" note={`slope ${shown(derivative(input))}`}>
      <Plot
        x={[-4, 4]}
        y={[-1.5, 4]}
        xLabel="input"
        yLabel="output"
        label="The activation and its derivative"
      >
        <Curve points={inputs.map((x) => [x, derivative(x)])} tone="other" isDashed />
        <Curve points={inputs.map((x) => [x, of(x)])} />
        <Dot at={[input, derivative(input)]} tone="other" />
        <Dot at={[input, of(input)]} />
      </Plot>
      <div className={css['choices']}>
        <Select<ActivationName>
          label="Activation"
          value={activation}
          options={activationOptions}
          onChange={(chosen) => {
            values.set({ activation: chosen });
          }}
        />
        <Slider
          label="Input"
          entryLabel="Input"
          range={{ min: -4, max: 4, neutral: 0, step: 0.05 }}
          value={input}
          format={(value) => shown(value, 2)}
          onChange={(value) => {
            values.set({ input: value });
          }}
        />
      </div>
    </Card>
  );
}

function DeepCard() {
  const { seed } = values.useValues();
  const points = useDeepCurve();
  const outputs = points.map(([, y]) => y);
  return (
    <Card title={`A network of ${deep.depth} hidden layers with it`} note={`seed ${seed}`}>
      <Plot
        x={[-2, 2]}
        y={[Math.min(...outputs) - 0.2, Math.max(...outputs) + 0.2]}
        xLabel="input of the network"
        yLabel="its output"
        label="Output of a deep network"
      >
        <Curve points={points} />
      </Plot>
      <div className={css['choices']}>
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

/** The activation at every pixel of the photo. */
function PhotoCard() {
  const photo = usePhotoThrough();
  const name = useActivation();
  const range = photo === null ? '–' : `${shown(photo.least, 2)} to ${shown(photo.greatest, 2)}`;
  return (
    <Card
      className={css['wide']}
      title="The same activation at every pixel of the photo"
      note="amber: above zero, blue: below zero, grey: zero"
    >
      <div className={css['pictures']}>
        <Captioned picture={photo?.photo} caption="The photo" />
        <Captioned picture={photo?.before} caption="A neuron’s sums: brightness less its mean" />
        <Captioned
          picture={photo?.after}
          caption={`${name === 'linear' ? 'Unchanged' : `After ${activationLabels[name]}`}: ${range}`}
        />
      </div>
    </Card>
  );
}
