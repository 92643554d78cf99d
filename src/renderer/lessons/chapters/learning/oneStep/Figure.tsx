import type { ActivationName } from '@core';
import { Button } from '../../../../ui/Button';
import { Select } from '../../../../ui/Select';
import { Slider } from '../../../../ui/Slider';
import { activationOptions } from '../../../figure/activationLabels';
import { Card } from '../../../figure/Card';
import { shown } from '../../../figure/number';
import { PhotoPoint } from '../../../figure/PhotoPoint';
import { SeedButton } from '../../../figure/SeedButton';
import { Transport } from '../../../page/Transport';
import { usePlayback } from '../../../page/usePlayback';
import { CheckTable } from './CheckTable';
import css from './Figure.module.css';
import { Graph } from './Graph';
import { mostUpdates, pictureSize, useOneStep, values, type OneStep } from './oneStep';
import { stages } from './stages';
import { figure, passNames, toldStage, updatesText } from './told';

/** The graph with both passes over it, the arithmetic of the box at work, and the check of every gradient. */
export function Figure() {
  const one = useOneStep();
  return (
    <div className={css['figure']}>
      <Card title="Forward in amber, back in dashed blue" note={lossNote(one)} className={css['graph']}>
        {one === null ? <div className={css['waiting']} data-waiting /> : <Graph one={one} />}
        <Told one={one} />
      </Card>
      <Card title="The patch" note="arrows move it">
        <Point />
        <Settings />
      </Card>
      <Card title="Every gradient, and what a small push says" note="finite differences, step 10⁻⁵">
        {one === null ? <div className={css['waiting']} data-waiting /> : <CheckTable one={one} />}
      </Card>
    </div>
  );
}

function lossNote(one: OneStep | null): string {
  if (one === null) return 'loss –';
  const [before, now] = one.losses.slice(-2);
  return now === undefined
    ? `loss ${figure(before ?? 0)}`
    : `loss ${figure(now)}, before the last update ${figure(before ?? 0)}`;
}

/** The stage in one line of arithmetic, and the keys to the next. */
function Told({ one }: { one: OneStep | null }) {
  const { stage, updates } = values.useValues();
  const playback = usePlayback({
    step: () => {
      const isLast = stage === stages.length;
      values.set(isLast ? { stage: 1, updates: updates + 1 } : { stage: stage + 1 });
    },
    reset: () => {
      values.set({ stage: 0, updates: 0 });
    },
    isDone: one === null || (updates >= mostUpdates && stage === stages.length),
    rate: 1.5,
  });
  const pass = stages[stage - 1]?.pass;
  return (
    <>
      <p className={css['told']}>
        <strong>{pass === undefined ? 'Ready' : passNames[pass]}</strong>
        <span>{one === null ? '–' : toldStage(one, stage)}</span>
      </p>
      <div className={css['row']}>
        <Transport playback={playback}>
          box {stage} of {stages.length}, {updatesText(updates)}
        </Transport>
        <Button
          disabled={one === null || updates >= mostUpdates}
          onClick={() => {
            values.set({ stage: 0, updates: Math.min(mostUpdates, updates + 1) });
          }}
        >
          A whole step at once
        </Button>
      </div>
    </>
  );
}

function Point() {
  const { x, y } = values.useValues();
  return (
    <PhotoPoint
      size={pictureSize}
      x={x}
      y={y}
      onMove={(across, down) => {
        values.set({ x: across, y: down, stage: 0, updates: 0 });
      }}
    />
  );
}

function Settings() {
  const { activation, rate, seed } = values.useValues();
  return (
    <>
      <Slider
        label="Learning rate"
        entryLabel="Learning rate"
        range={{ min: 0.01, max: 2, neutral: 0.01, step: 0.01 }}
        value={rate}
        format={(value) => shown(value, 2)}
        onChange={(next) => {
          values.set({ rate: next });
        }}
      />
      <div className={css['row']}>
        <Select<ActivationName>
          label="Activation"
          value={activation}
          options={activationOptions}
          onChange={(next) => {
            values.set({ activation: next, stage: 0, updates: 0 });
          }}
        />
        <SeedButton
          seed={seed}
          onChange={(next) => {
            values.set({ seed: next, stage: 0, updates: 0 });
          }}
        >
          Other weights
        </SeedButton>
      </div>
    </>
  );
}
