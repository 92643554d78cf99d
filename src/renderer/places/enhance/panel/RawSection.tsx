import { RotateCcw } from 'lucide-react';
import { useStore } from 'zustand';
import { asShot, rawLimits, type PhotoHandle, type RawHighlights, type RawWhite } from '@contract';
import { raws } from '../../../state/raw';
import { fill, text } from '../../../text/en';
import { signed } from '../../../text/format';
import { rawText } from '../../../text/raw';
import { Group } from '../../../ui/Group';
import { IconButton } from '../../../ui/IconButton';
import { Select } from '../../../ui/Select';
import { Slider } from '../../../ui/Slider';
import { changeRaw } from '../actions/raw';
import css from './RawSection.module.css';

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
  const raw = useStore(raws, ({ byPhoto }) => byPhoto[photo] ?? asShot);
  const { exposure, white, highlights } = raw;
  return (
    <Group
      title={rawText.title}
      tools={
        <IconButton
          icon={RotateCcw}
          label={rawText.reset}
          onClick={() => {
            changeRaw(photo, asShot);
          }}
        />
      }
    >
      <Slider
        subject={photo}
        label={rawText.exposure.label}
        hint={rawText.exposure.hint}
        range={exposureRange}
        value={exposure}
        format={(value) => `${signed(value, 2, true)} EV`}
        entryLabel={fill(text.panel.type, { label: rawText.exposure.label })}
        onChange={(next) => {
          changeRaw(photo, { exposure: next });
        }}
      />
      <div className={css['row']}>
        <span>{rawText.white}</span>
        <Select
          label={rawText.white}
          value={kindOf(white)}
          options={whites}
          onChange={(next) => {
            changeRaw(photo, { white: next === 'kelvin' ? kelvinRange.neutral : next });
          }}
        />
      </div>
      {typeof white === 'number' && (
        <Slider
          subject={photo}
          label={rawText.kelvin.label}
          hint={rawText.kelvin.hint}
          range={kelvinRange}
          value={white}
          format={(value) => fill(rawText.kelvins, { value })}
          entryLabel={fill(text.panel.type, { label: rawText.kelvin.label })}
          onChange={(next) => {
            changeRaw(photo, { white: Math.round(next) });
          }}
        />
      )}
      <div className={css['row']}>
        <span>{rawText.highlights}</span>
        <Select
          label={rawText.highlights}
          value={highlights}
          options={modes}
          onChange={(next) => {
            changeRaw(photo, { highlights: next });
          }}
        />
      </div>
    </Group>
  );
}
