import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { setChoices, useBatchPreferences } from '../../../actions/batchChoices';
import { batchText } from '../../../text/batch';
import { counted, fill } from '../../../text/en';
import { percent } from '../../../text/format';
import { Button } from '../../../ui/Button';
import { ProgressLine } from '../../../ui/ProgressLine';
import { Slider } from '../../../ui/Slider';
import { Switch } from '../../../ui/Switch';
import { measure, stopMeasuring } from '../actions/measure';
import { darknessOf, measured, type Darkness } from '../state/measured';
import css from './DarkChoice.module.css';
import { DarkHistogram } from './DarkHistogram';

const words = batchText.sheet;
const range = { min: 0, max: 1, neutral: 0, step: 0.01 } as const;

/** Whether dark photos alone are enhanced, and what counts as dark. */
export function DarkChoice({ wanted }: { wanted: readonly string[] }) {
  const { isOnlyDark } = useBatchPreferences();
  useEffect(() => {
    if (isOnlyDark) measure(wanted);
    return stopMeasuring;
  }, [isOnlyDark, wanted]);
  return (
    <div className={css['dark']}>
      <DarkSwitch />
      {isOnlyDark && <Threshold wanted={wanted} />}
    </div>
  );
}

export function DarkSwitch() {
  const { isOnlyDark } = useBatchPreferences();
  return (
    <Switch
      label={words.onlyDark}
      isOn={isOnlyDark}
      onChange={(next) => {
        setChoices({ isOnlyDark: next });
      }}
    />
  );
}

export function ThresholdSlider({ format = percent }: { format?: (value: number) => string }) {
  const { darkness } = useBatchPreferences();
  return (
    <Slider
      name="darkness"
      label={words.darkness}
      hint={words.darknessHint}
      range={range}
      value={darkness}
      format={format}
      typedScale={0.01}
      entryLabel={words.darknessEntry}
      onChange={(next) => {
        setChoices({ darkness: next });
      }}
    />
  );
}

export function CopyRest() {
  const { copyRest } = useBatchPreferences();
  return (
    <Switch
      label={words.copyRest}
      isOn={copyRest}
      onChange={(next) => {
        setChoices({ copyRest: next });
      }}
    />
  );
}

function Threshold({ wanted }: { wanted: readonly string[] }) {
  const { darkness: threshold, copyRest } = useBatchPreferences();
  const { medians } = useStore(measured);
  const darkness = useMemo(() => darknessOf(wanted, medians, threshold), [wanted, medians, threshold]);
  const { dark, bright, unknown } = darkness;
  const all = dark + bright;
  return (
    <>
      <DarkHistogram darkness={darkness} threshold={threshold} />
      <ThresholdSlider format={(value) => fill(words.darknessValue, { value: percent(value), dark, all })} />
      <p className={css['counts']}>
        <span>{counted(words.darkCount, dark)}</span>
        <span>{counted(copyRest ? words.brightCopied : words.brightCount, bright)}</span>
        {unknown > 0 && <span>{counted(words.unknown, unknown)}</span>}
      </p>
      <Measuring darkness={darkness} wanted={wanted} />
      <CopyRest />
    </>
  );
}

/** How far the measurement is. Nothing once it is whole. */
function Measuring({ darkness, wanted }: { darkness: Darkness; wanted: readonly string[] }) {
  const isRunning = useStore(measured, (state) => state.isRunning);
  const [done, total] = [darkness.measured, wanted.length];
  if (done >= total) return null;
  const line = fill(isRunning ? words.measuring : words.measureStopped, { done, total });
  return (
    <div className={css['measuring']}>
      <div className={css['row']}>
        <span>{line}</span>
        <Button
          kind="quiet"
          onClick={() => {
            if (isRunning) stopMeasuring();
            else measure(wanted);
          }}
        >
          {isRunning ? words.stop : words.goOn}
        </Button>
      </div>
      <ProgressLine label={line} value={done / total} />
    </div>
  );
}
