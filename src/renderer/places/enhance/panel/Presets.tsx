import type { Preset } from '@contract';
import { Ellipsis, Plus } from 'lucide-react';
import { useStore } from 'zustand';
import { applyPreset } from '../actions/looks';
import { builtInPresets, exportPresets, importPresets } from '../../../actions/presets';
import { commandEntry } from '../../../frame/commandEntry';
import { matchesPreset } from '../../../state/look';
import { mayBeRaw } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { openSheet } from '../../../state/frame';
import { text } from '../../../text/en';
import { Chip } from '../../../ui/Chip';
import { Group } from '../../../ui/Group';
import { IconButton } from '../../../ui/IconButton';
import { Menu } from '../../../ui/Menu';
import css from './Presets.module.css';
import { useLookControls, useShownLook, useShownPhoto } from '../useShown';

/** Built-in presets come first. An own preset may share a name with one that was added in a later version. */
function chipsOf(own: readonly Preset[]): { key: string; preset: Preset }[] {
  return [
    ...builtInPresets.map((preset) => ({ key: `app ${preset.name}`, preset })),
    ...own.map((preset) => ({ key: `own ${preset.name}`, preset })),
  ];
}

/** Named settings. A press applies them, and a ring marks those in use. */
export function Presets() {
  const look = useShownLook();
  const controls = useLookControls();
  const shown = useShownPhoto();
  const isRaw = shown !== null && mayBeRaw(shown);
  const own = useStore(preferences, ({ presets }) => presets);
  if (look === null) return null;
  return (
    <Group title={text.panel.presets} tools={<PresetsMenu hasOwn={own.length > 0} />}>
      <ul className={css['chips']}>
        {chipsOf(own).map(({ key, preset }) => (
          <li key={key}>
            <Chip
              isPressed={matchesPreset(look, preset, { controls, isRaw })}
              onClick={() => {
                applyPreset(preset);
              }}
            >
              {preset.name}
            </Chip>
          </li>
        ))}
        <li>
          <Chip
            label={text.panel.addPreset}
            onClick={() => {
              openSheet('savePreset');
            }}
          >
            <Plus size={14} aria-hidden="true" />
          </Chip>
        </li>
      </ul>
    </Group>
  );
}

function PresetsMenu({ hasOwn }: { hasOwn: boolean }) {
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={text.panel.presetsMenu} />}
      entries={[
        commandEntry('presetSave'),
        {
          kind: 'item',
          label: text.presets.manage,
          onSelect: () => {
            openSheet('presets');
          },
        },
        { kind: 'line' },
        { kind: 'item', label: text.presets.import, onSelect: () => void importPresets() },
        {
          kind: 'item',
          label: text.presets.export,
          isDisabled: !hasOwn,
          onSelect: () => void exportPresets(),
        },
      ]}
    />
  );
}
