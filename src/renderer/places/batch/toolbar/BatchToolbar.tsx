import { preferenceLimits } from '@contract';
import { Eye, Folder, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { setChoices, useBatchPreferences } from '../../../actions/batchChoices';
import { runCommand } from '../../../actions/commands';
import { beginExport, changeExport, chooseFolder, resetFolder } from '../../../actions/exportChoices';
import { openDialog } from '../../../actions/openPhotos';
import { example } from '../../../state/example';
import { looks } from '../../../state/looks';
import { photos } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { batchText } from '../../../text/batch';
import { fill } from '../../../text/en';
import { percent } from '../../../text/format';
import { formatOptions } from '../../../text/exportOptions';
import { Button } from '../../../ui/Button';
import { Select } from '../../../ui/Select';
import { Switch } from '../../../ui/Switch';
import { TextField } from '../../../ui/TextField';
import { Toolbar, ToolbarRow } from '../../../ui/Toolbar';
import css from './BatchToolbar.module.css';

const words = batchText;

/** What is decided for the photos together. The threshold is set where its histogram is. */
function Chosen() {
  const { isOnlyDark, darkness, series } = useBatchPreferences();
  return (
    <>
      <Switch
        label={words.dark}
        isOn={isOnlyDark}
        onChange={(next) => {
          setChoices({ isOnlyDark: next });
        }}
      />
      {isOnlyDark && (
        <Button
          kind="quiet"
          onClick={() => {
            runCommand('batchCheck');
          }}
        >
          {fill(words.darkBelow, { value: percent(darkness) })}
        </Button>
      )}
      <span title={words.seriesNote}>
        <Switch
          label={words.series}
          isOn={series}
          onChange={(next) => {
            setChoices({ series: next });
          }}
        />
      </span>
    </>
  );
}

function Format() {
  const format = useStore(preferences, ({ exportChoices }) => exportChoices.format);
  return (
    <span className={css['pair']}>
      <span className={css['label']} aria-hidden="true">
        {words.format}
      </span>
      <Select
        label={words.format}
        value={format}
        options={formatOptions}
        onChange={(next) => {
          changeExport({ format: next });
        }}
      />
    </span>
  );
}

/** What goes in, and where it goes, with the first photo's name as an example. */
export function BatchToolbar() {
  const output = useStore(preferences, ({ exportChoices }) => exportChoices);
  const { name, folder, error } = useStore(example);
  const first = useStore(photos, ({ order, byId }) => order.find((photo) => byId[photo]?.error === null));
  const look = useStore(looks, ({ byPhoto }) => byPhoto[first ?? '']?.present);
  useEffect(() => {
    // The name may hold the model, and without one nothing can be named.
    if (first !== undefined && look !== undefined && look.model !== '') beginExport(first);
  }, [first, look]);
  return (
    <Toolbar label={words.toolbar}>
      <ToolbarRow>
        <Button onClick={openDialog}>
          <Plus size={16} aria-hidden="true" />
          {words.add}
        </Button>
        <Button
          onClick={() => {
            runCommand('watchFolder');
          }}
        >
          <Eye size={16} aria-hidden="true" />
          {words.watch.button}
        </Button>
        <Chosen />
        <Format />
      </ToolbarRow>
      <ToolbarRow>
        <span className={css['label']} aria-hidden="true">
          {words.into}
        </span>
        <Button className={css['folder']} title={folder} onClick={() => void chooseFolder()}>
          <Folder size={16} aria-hidden="true" />
          <span className={css['cut']}>{folder === '' ? words.choose : folder}</span>
        </Button>
        <Button kind="quiet" onClick={() => void resetFolder()}>
          {words.beside}
        </Button>
        <span className={css['label']} aria-hidden="true">
          {words.name}
        </span>
        <span className={css['field']}>
          <TextField
            label={words.name}
            isLive
            most={preferenceLimits.nameTemplate}
            value={output.nameTemplate}
            onCommit={(nameTemplate) => {
              if (nameTemplate !== '') changeExport({ nameTemplate });
            }}
          />
        </span>
        <span className={css['example']} aria-live="polite" data-bad={error !== null}>
          {error === null ? name : `${error.message} ${error.action}`}
        </span>
      </ToolbarRow>
    </Toolbar>
  );
}
