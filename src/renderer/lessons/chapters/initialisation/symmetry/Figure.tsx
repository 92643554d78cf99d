import type { Picture } from '../../../../bridge';
import { PictureCanvas } from '../../../../ui/PictureCanvas';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { Curve, Plot } from '../../../figure/Plot';
import { Transport } from '../../../page/Transport';
import { useStepping } from '../../../figure/useStepping';
import css from './Figure.module.css';
import { hidden, mostSteps, side, useSymmetry, values } from './symmetry';

const tones = ['main', 'other', 'weak', 'bad'] as const;

/** One weight of each neuron over the steps, the neurons' weights as pictures, and the loss. */
export function Figure() {
  const { steps, rate, size, seed } = values.useValues();
  const now = useSymmetry();
  const playback = useStepping({ values, most: mostSteps, rate: 30 });
  return (
    <div className={css['figure']} data-waiting={now === null ? true : undefined}>
      <Watched now={now} />
      <div className={css['column']}>
        <Card title="All weights of the hidden neurons, as pictures" note={`seed ${seed}`}>
          <Neurons neurons={now?.neurons ?? []} />
        </Card>
        <Card title="Training" note={now === null ? '–' : `loss ${shown(now.loss, 4)}`}>
          <Transport playback={playback}>step {steps}</Transport>
          <div className={css['sliders']}>
            <Slider
              label="Size of the first weights"
              entryLabel="Size of the first weights"
              range={{ min: 0.02, max: 0.5, neutral: 0.1, step: 0.02 }}
              value={size}
              format={(value) => shown(value, 2)}
              onChange={(value) => {
                values.set({ size: value });
              }}
            />
            <Slider
              label="Learning rate"
              entryLabel="Learning rate"
              range={{ min: 0.001, max: 0.02, neutral: 0.005, step: 0.001 }}
              value={rate}
              format={(value) => shown(value, 3)}
              onChange={(value) => {
                values.set({ rate: value });
              }}
            />
          </div>
        </Card>
      </div>
    </div>
  );
}

/** The weight from the middle pixel’s green to each hidden neuron, step by step. */
function Watched({ now }: { now: ReturnType<typeof useSymmetry> }) {
  const watched = now?.watched ?? [];
  const all = watched.flat();
  const most = Math.max(0.1, ...all.map(Math.abs)) * 1.1;
  const last = Math.max(60, watched.length - 1);
  const losses = now?.losses ?? [];
  return (
    <Card title={`One weight of each of the ${hidden} hidden neurons`} note="middle pixel, green">
      <Plot
        x={[0, last]}
        y={[-most, most]}
        xLabel="step"
        yLabel="weight"
        label="One weight of each hidden neuron over the steps"
        height={220}
      >
        {Array.from({ length: hidden }, (_, neuron) => (
          <Curve
            key={neuron}
            points={watched.map((weights, at) => [at, weights[neuron] ?? 0])}
            tone={tones[neuron % tones.length] ?? 'main'}
            isDashed={neuron >= tones.length}
          />
        ))}
      </Plot>
      <Plot
        x={[0, last]}
        y={[0.001, 1]}
        isLogY
        xLabel="step"
        yLabel="loss"
        label="Loss over the steps"
        height={150}
      >
        <Curve points={losses.map((loss, at) => [at, Math.min(1, Math.max(0.001, loss))])} />
      </Plot>
    </Card>
  );
}

function Neurons({ neurons }: { neurons: readonly Float64Array[] }) {
  const most = Math.max(1e-9, ...neurons.flatMap((weights) => [...weights].map(Math.abs)));
  return (
    <div className={css['neurons']}>
      {Array.from({ length: hidden }, (_, neuron) => {
        const weights = neurons[neuron];
        return (
          <figure key={neuron} className={css['neuron']}>
            {weights === undefined ? (
              <div className={css['tile']} />
            ) : (
              <PictureCanvas
                className={css['tile']}
                picture={drawn(weights, most)}
                label={`Weights of hidden neuron ${neuron + 1}`}
              />
            )}
            <figcaption>{neuron + 1}</figcaption>
          </figure>
        );
      })}
    </div>
  );
}

/** Mid grey is zero; a colour that is brighter than it counts for, a darker one against. */
function drawn(weights: Float64Array, most: number): Picture {
  const data = Uint8Array.from(weights, (weight) => Math.round(127.5 + (127 * weight) / most));
  return { width: side, height: side, data };
}
