import type { ActivationName } from '@core';
import type { ReactNode } from 'react';
import { Select } from '../../../../ui/Select';
import { Slider } from '../../../../ui/Slider';
import { activationOptions } from '../../../figure/activationLabels';
import { Captioned } from '../../../figure/Captioned';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { PhotoPoint } from '../../../figure/PhotoPoint';
import { pictureSize, useAnswers, useNeuron, values } from './neuron';
import css from './Figure.module.css';

const colours = ['red', 'green', 'blue'] as const;
const names = { red: 'Red', green: 'Green', blue: 'Blue' } as const;

/** The photo with the chosen pixel, the neuron's inputs, weights and sum, and what comes out. */
export function Figure() {
  const state = values.useValues();
  const neuron = useNeuron();
  const answers = useAnswers();
  const most = Math.max(
    1e-9,
    Math.abs(neuron?.bias ?? 0),
    ...(neuron?.run.contributions ?? []).map(Math.abs),
  );
  return (
    <div className={css['figure']}>
      <Card title="The photo" note="arrows move the pixel">
        <PhotoPoint
          size={pictureSize}
          x={state.x}
          y={state.y}
          onMove={(x, y) => {
            values.set({ x, y });
          }}
        />
        <Captioned
          picture={answers}
          caption="The same neuron at every pixel. Grey: zero, amber: more, blue: less."
        />
      </Card>
      <Card className={css['spread']} title="Inputs × weights" note="bars: each product, and the bias">
        {colours.map((colour, index) => (
          <Row
            key={colour}
            input={neuron?.pixel.inputs[index]}
            contribution={neuron?.run.contributions[index]}
            most={most}
            swatch={colour}
          >
            <Slider
              label={names[colour]}
              entryLabel={`${names[colour]} weight`}
              range={{ min: -2, max: 2, neutral: 0, step: 0.05 }}
              value={state[colour]}
              format={(value) => shown(value, 2)}
              onChange={(value) => {
                values.set({ [colour]: value });
              }}
            />
          </Row>
        ))}
        <Row contribution={neuron?.bias} most={most} swatch="bias">
          <Slider
            label="Bias"
            entryLabel="Bias"
            range={{ min: -1, max: 1, neutral: 0, step: 0.05 }}
            value={state.bias}
            format={(value) => shown(value, 2)}
            onChange={(bias) => {
              values.set({ bias });
            }}
          />
        </Row>
      </Card>
      <Card className={css['spread']} title="Sum and activation">
        <dl className={css['result']}>
          <dt>Sum</dt>
          <dd>{neuron ? shown(neuron.run.sum) : '–'}</dd>
          <dt>Activation</dt>
          <dd>
            <Select<ActivationName>
              label="Activation"
              value={state.activation}
              options={activationOptions}
              onChange={(activation) => {
                values.set({ activation });
              }}
            />
          </dd>
          <dt>Output</dt>
          <dd className={css['output']}>{neuron ? shown(neuron.run.output) : '–'}</dd>
        </dl>
        <Likeness />
      </Card>
    </div>
  );
}

type RowProps = {
  input?: number | undefined;
  contribution: number | undefined;
  /** The contribution whose bar is full. */
  most: number;
  swatch: string;
  children: ReactNode;
};

/** One input: its value, its weight, and the bar of what it contributes. */
function Row({ input, contribution = 0, most, swatch, children }: RowProps) {
  const share = Math.min(1, Math.abs(contribution) / most);
  return (
    <div className={css['row']}>
      <span className={css['input']} data-swatch={swatch}>
        {input === undefined ? '' : shown(input)}
      </span>
      <div>{children}</div>
      <span className={css['bar']} aria-hidden="true">
        <span
          className={css['fill']}
          data-negative={contribution < 0}
          style={{ inlineSize: `${50 * share}%` }}
        />
      </span>
      <span className={css['number']}>{shown(contribution)}</span>
    </div>
  );
}

/** What the parts of a biological neuron correspond to. */
function Likeness() {
  return (
    <table className={css['likeness']}>
      <caption>Beside a biological neuron</caption>
      <tbody>
        <tr>
          <th scope="row">Dendrites</th>
          <td>inputs</td>
        </tr>
        <tr>
          <th scope="row">Synapses</th>
          <td>weights</td>
        </tr>
        <tr>
          <th scope="row">Cell body</th>
          <td>sum and activation</td>
        </tr>
        <tr>
          <th scope="row">Axon</th>
          <td>output</td>
        </tr>
      </tbody>
    </table>
  );
}
