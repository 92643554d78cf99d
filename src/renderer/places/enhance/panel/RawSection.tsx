import { RotateCcw } from 'lucide-react';
import { useStore } from 'zustand';
import {
  asShot,
  rawLimits,
  type PhotoHandle,
  type RawHighlights,
  type RawSettings,
  type RawWhite,
} from '@contract';
import { looks } from '../../../state/looks';
import { fill, text } from '../../../text/en';
import { exposureWords, kelvinWords, rawText } from '../../../text/raw';
import { Group } from '../../../ui/Group';
import { IconButton } from '../../../ui/IconButton';
import { Slider } from '../../../ui/Slider';
import { setRaw, settleControl } from '../actions/looks';
import { DeveloperChoice } from './DeveloperChoice';
import { RawChoice } from './RawChoice';

const exposureRange = { ...rawLimits.exposure, neutral: 0, step: 0.05 };
const kelvinRange = { ...rawLimits.kelvin, neutral: 6500, step: 50 };

type WhiteKind = keyof typeof rawText.whites;
const whites = Object.entries(rawText.whites).map(([value, label]) => ({ value: value as WhiteKind, label }));
const modes = Object.entries(rawText.highlightModes).map(([value, label]) => ({
  value: value as RawHighlights,
  label,
}));

const kindOf = (white: RawWhite): WhiteKind => (typeof white === 'number' ? 'kelvin' : white);

/** How the shown camera raw is developed, before the network sees it. */
export function RawSection({ photo }: { photo: PhotoHandle }) {
  const raw = useStore(looks, ({ byPhoto }) => byPhoto[photo]?.present.raw ?? asShot);
  const reset = (
    <IconButton
      icon={RotateCcw}
      label={rawText.reset}
      onClick={() => {
        setRaw({ ...asShot, developer: undefined });
      }}
    />
  );
  return (
    <Group title={rawText.title} tools={reset}>
      <DeveloperChoice chosen={raw.developer} />
      {raw.developer === undefined && <OwnDevelopment photo={photo} raw={raw} />}
    </Group>
  );
}

/** What Candela asks of LibRaw, and does itself. */
function OwnDevelopment({ photo, raw }: { photo: PhotoHandle; raw: RawSettings }) {
  return (
    <>
      <Slider
        subject={photo}
        label={rawText.exposure.label}
        hint={rawText.exposure.hint}
        range={exposureRange}
        value={raw.exposure}
        format={exposureWords}
        entryLabel={fill(text.panel.type, { label: rawText.exposure.label })}
        onChange={(exposure, { press }) => {
          setRaw({ exposure }, press);
        }}
        onSettle={settleControl}
      />
      <White photo={photo} white={raw.white} />
      <RawChoice
        label={rawText.highlights}
        value={raw.highlights}
        options={modes}
        onChange={(highlights) => {
          setRaw({ highlights });
        }}
      />
    </>
  );
}

function White({ photo, white }: { photo: PhotoHandle; white: RawWhite }) {
  return (
    <>
      <RawChoice
        label={rawText.white}
        value={kindOf(white)}
        options={whites}
        onChange={(next) => {
          setRaw({ white: next === 'kelvin' ? kelvinRange.neutral : next });
        }}
      />
      {typeof white === 'number' && (
        <Slider
          subject={photo}
          label={rawText.kelvin.label}
          hint={rawText.kelvin.hint}
          range={kelvinRange}
          value={white}
          format={kelvinWords}
          entryLabel={fill(text.panel.type, { label: rawText.kelvin.label })}
          onChange={(next, { press }) => {
            setRaw({ white: Math.round(next) }, press);
          }}
          onSettle={settleControl}
        />
      )}
    </>
  );
}
