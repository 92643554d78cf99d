import type { ReactNode } from 'react';
import { Button } from '../../../../ui/Button';
import { Select } from '../../../../ui/Select';
import { Slider } from '../../../../ui/Slider';
import { Card } from '../../../figure/Card';
import { dropOther, makeRun, putAside } from '../training/runs';
import {
  fits,
  lossLabels,
  networkLabels,
  noiseLabels,
  optimiserLabels,
  optionsOf,
  startLabels,
  trainActivationLabels,
  useSettings,
  values,
} from '../training/settings';
import { told } from './Layers';
import css from './Figure.module.css';
import type { RunView } from '../training/state';

const networks = optionsOf(networkLabels);
const starts = optionsOf(startLabels);
const activations = optionsOf(trainActivationLabels);
const optimisers = optionsOf(optimiserLabels);
const losses = optionsOf(lossLabels);
const noises = optionsOf(noiseLabels);
const numbers = (list: readonly number[], unit = '') =>
  list.map((one) => ({ value: String(one), label: `${one}${unit}` }));
const batches = numbers([1, 2, 4, 8, 16]);
const sides = numbers([32, 48, 64, 96], ' px');

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css['choice']}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

/** What decides a run. All but the learning rate begin a new one. */
export function Controls({ current, other }: { current: RunView | null; other: RunView | null }) {
  const held = values.useValues();
  const settings = useSettings();
  const isOther = current !== null && !fits(current.settings, settings);
  return (
    <div className={css['side']}>
      <Card title="The run">
        <Choices />
        <Slider
          label="Learning rate"
          entryLabel="Power of ten of the learning rate"
          range={{ min: -5, max: 1, neutral: -2.5, step: 0.25 }}
          value={held.exponent}
          format={(exponent) => `${Number((10 ** exponent).toPrecision(2))}`}
          onChange={(exponent) => {
            values.set({ exponent });
          }}
        />
        <p className={css['note']}>
          {isOther
            ? 'These settings need a new run. The run shown still has the old ones.'
            : 'The learning rate may change while it runs. All else begins a new run.'}
        </p>
        <Button kind={isOther ? 'main' : 'plain'} onClick={() => void makeRun()}>
          New run
        </Button>
      </Card>
      <Card title="Runs, and their last loss">
        <div className={css['runs']}>
          <Row letter="A" tone="main" run={current} />
          <Row letter="B" tone="other" run={other} />
        </div>
        <Button disabled={current === null || current.state.step === 0} onClick={putAside}>
          Keep A as B, begin anew
        </Button>
        <Button kind="quiet" disabled={other === null} onClick={dropOther}>
          Forget B
        </Button>
      </Card>
    </div>
  );
}

function Choices() {
  const held = values.useValues();
  return (
    <>
      <Choice label="Network">
        <Select
          label="Network"
          value={held.network}
          options={networks}
          onChange={(network) => {
            values.set({ network });
          }}
        />
      </Choice>
      <Choice label="Start of the weights">
        <Select
          label="Start of the weights"
          value={held.start}
          options={starts}
          onChange={(start) => {
            values.set({ start });
          }}
        />
      </Choice>
      <Choice label="Activation">
        <Select
          label="Activation"
          value={held.activation}
          options={activations}
          onChange={(activation) => {
            values.set({ activation });
          }}
        />
      </Choice>
      <Choice label="Loss">
        <Select
          label="Loss"
          value={held.loss}
          options={losses}
          onChange={(loss) => {
            values.set({ loss });
          }}
        />
      </Choice>
      <div className={css['pair']}>
        <Choice label="Optimiser">
          <Select
            label="Optimiser"
            value={held.optimiser}
            options={optimisers}
            onChange={(optimiser) => {
              values.set({ optimiser });
            }}
          />
        </Choice>
        <Choice label="Noise">
          <Select
            label="Noise"
            value={held.noise}
            options={noises}
            onChange={(noise) => {
              values.set({ noise });
            }}
          />
        </Choice>
        <Choice label="Batch">
          <Select
            label="Batch"
            value={String(held.batch)}
            options={batches}
            onChange={(batch) => {
              values.set({ batch: Number(batch) });
            }}
          />
        </Choice>
        <Choice label="Crop">
          <Select
            label="Crop"
            value={String(held.side)}
            options={sides}
            onChange={(side) => {
              values.set({ side: Number(side) });
            }}
          />
        </Choice>
      </div>
    </>
  );
}

function Row({ letter, tone, run }: { letter: string; tone: string; run: RunView | null }) {
  const last = run?.losses.at(-1);
  const words =
    run === null
      ? '–'
      : `${optimiserLabels[run.settings.optimiser]}, ${startLabels[run.settings.start]}, ${run.state.step}`;
  return (
    <>
      <span className={css['key']} data-tone={tone}>
        {letter}
      </span>
      <span>{words}</span>
      <span>{last === undefined ? '–' : told(last)}</span>
    </>
  );
}
