import { preferenceLimits } from '@contract';
import { Trash2 } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useStore } from 'zustand';
import {
  deletePreset,
  exportPresets,
  importPresets,
  isBuiltIn,
  renamePreset,
} from '../../../actions/presets';
import { savePreset } from '../actions/presets';
import { preferences } from '../../../state/preferences';
import { closeSheet } from '../../../state/frame';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { IconButton } from '../../../ui/IconButton';
import { Sheet } from '../../../ui/Sheet';
import { TextField } from '../../../ui/TextField';
import css from './PresetSheets.module.css';

const words = text.presets;

/** Asks for a name for the present settings. */
export function SavePresetSheet() {
  const [name, setName] = useState('');
  const isTaken = useStore(preferences, ({ presets }) =>
    presets.some((preset) => preset.name === name.trim()),
  );
  const isRefused = name.trim() === '' || isBuiltIn(name);
  const note = isBuiltIn(name) ? words.builtInName : isTaken ? words.taken : null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isRefused) return;
    savePreset(name);
    closeSheet();
  };
  const foot = (
    <>
      <Button onClick={closeSheet}>{text.common.cancel}</Button>
      <Button kind="main" type="submit" form="preset" disabled={isRefused}>
        {words.save}
      </Button>
    </>
  );
  return (
    <Sheet title={words.saveTitle} onClose={closeSheet} foot={foot}>
      <form id="preset" onSubmit={submit}>
        <Field label={words.name} {...(note === null ? {} : { note })}>
          <TextField
            label={words.name}
            value={name}
            isLive
            isFirst
            most={preferenceLimits.presetName}
            onCommit={setName}
          />
        </Field>
      </form>
    </Sheet>
  );
}

/** Own presets: rename, delete, and take them to another machine. */
export function PresetsSheet() {
  const presets = useStore(preferences, (state) => state.presets);
  const foot = (
    <>
      <Button onClick={() => void importPresets()}>{words.import}</Button>
      <Button disabled={presets.length === 0} onClick={() => void exportPresets()}>
        {words.export}
      </Button>
      <span className={css['gap']} />
      <Button kind="main" onClick={closeSheet}>
        {text.common.done}
      </Button>
    </>
  );
  return (
    <Sheet title={words.manageTitle} onClose={closeSheet} foot={foot}>
      {presets.length === 0 && <p className={css['none']}>{words.none}</p>}
      <ul className={css['list']}>
        {presets.map(({ name }) => (
          <li key={name} className={css['row']}>
            <TextField
              label={fill(words.rename, { name })}
              value={name}
              most={preferenceLimits.presetName}
              onCommit={(next) => {
                renamePreset(name, next);
              }}
            />
            <IconButton
              icon={Trash2}
              hasTip={false}
              label={fill(words.delete, { name })}
              onClick={() => {
                deletePreset(name);
              }}
            />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
