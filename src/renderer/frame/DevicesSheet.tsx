import { Check, CircleAlert, CircleSlash } from 'lucide-react';
import type { DeviceRecord, ProviderChoice } from '@contract';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { testDevices } from '../actions/lists';
import { changePreferences } from '../actions/preferences';
import { closeSheet, frame } from '../state/frame';
import { preferences } from '../state/preferences';
import { fill, text } from '../text/en';
import { providerName, speedLabel } from '../text/format';
import { sheetText } from '../text/sheets';
import { Button } from '../ui/Button';
import { Ring } from '../ui/Ring';
import { Sheet } from '../ui/Sheet';
import css from './DevicesSheet.module.css';

const words = sheetText.devices;

/** The devices that can run the networks, and the choice among them. */
export function DevicesSheet() {
  const { list, isTesting, error } = useStore(frame, ({ devices }) => devices);
  useEffect(() => {
    if (frame.getState().devices.list === null) void testDevices();
  }, []);
  const auto = list?.find(({ chosen }) => chosen);
  const foot = (
    <>
      <Button disabled={isTesting} onClick={() => void testDevices()}>
        {words.again}
      </Button>
      <span className={css['gap']} />
      <Button kind="main" onClick={closeSheet}>
        {text.common.done}
      </Button>
    </>
  );
  return (
    <Sheet title={words.title} onClose={closeSheet} foot={foot}>
      <p className={css['intro']}>{words.intro}</p>
      <div className={css['list']} role="radiogroup" aria-label={words.choice}>
        <Choice value="auto" name={words.auto}>
          {auto !== undefined && fill(words.autoNote, { provider: providerName(auto.provider) })}
        </Choice>
        {list?.map((device) => (
          <Device key={device.provider} device={device} />
        ))}
      </div>
      <p className={css['state']} role="status">
        {isTesting && (
          <>
            <Ring /> {words.testing}
          </>
        )}
        {error !== null && `${error.message} ${error.action}`}
      </p>
    </Sheet>
  );
}

type ChoiceProps = {
  value: ProviderChoice;
  name: string;
  state?: ReactNode;
  isDisabled?: boolean;
  children: ReactNode;
};

function Choice({ value, name, state, isDisabled = false, children }: ChoiceProps) {
  const chosen = useStore(preferences, ({ provider }) => provider);
  return (
    <label className={css['choice']} data-chosen={chosen === value} data-off={isDisabled}>
      <input
        type="radio"
        name="provider"
        checked={chosen === value}
        disabled={isDisabled}
        onChange={() => {
          changePreferences({ provider: value });
        }}
      />
      <span className={css['words']}>
        <span className={css['head']}>
          <span className={css['name']}>{name}</span>
          {state}
        </span>
        <span className={css['note']}>{children}</span>
      </span>
    </label>
  );
}

/** Reasons also follow a colon elsewhere, and so begin with a small letter. A file's name stays as it is. */
const sentence = (reason: string): string =>
  reason.replace(/^[a-z]+ /, (word) => word.charAt(0).toUpperCase() + word.slice(1));

function Device({ device }: { device: DeviceRecord }) {
  const { provider, state, megapixelsPerSecond, reason, wouldBring } = device;
  const Icon = { works: Check, notBundled: CircleSlash, failed: CircleAlert }[state];
  const mark = (
    <span className={css['mark']} data-state={state}>
      {state === 'works' && megapixelsPerSecond !== undefined && speedLabel(megapixelsPerSecond)}
      <Icon size={14} aria-hidden="true" /> {words[state]}
    </span>
  );
  return (
    <Choice value={provider} name={providerName(provider)} state={mark} isDisabled={state === 'notBundled'}>
      {reason && sentence(reason)}
      {wouldBring !== undefined && (
        <span className={css['bring']}>{fill(words.bring, { what: wouldBring })}</span>
      )}
    </Choice>
  );
}
