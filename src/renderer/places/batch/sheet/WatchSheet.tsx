import { preferenceLimits } from '@contract';
import { useStore } from 'zustand';
import { setChoices, useBatchPreferences } from '../../../actions/batchChoices';
import { watchFolder } from '../../../actions/watchFolder';
import { closeSheet } from '../../../state/frame';
import { photos } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import { Sheet } from '../../../ui/Sheet';
import { Switch } from '../../../ui/Switch';
import { TextField } from '../../../ui/TextField';
import { usePhoto } from '../useSet';
import { CopyRest, DarkSwitch, ThresholdSlider } from './DarkChoice';
import css from './StartSheet.module.css';

const words = batchText.watch;

/** Which photos of a watched folder are enhanced, and with what, before it is chosen. */
export function WatchSheet() {
  const { isOnlyDark, series } = useBatchPreferences();
  const name = usePhoto(useStore(photos, ({ active }) => active))?.entry.name;
  const foot = (
    <>
      <Button onClick={closeSheet}>{text.common.cancel}</Button>
      <Button
        kind="main"
        data-first
        onClick={() => {
          closeSheet();
          void watchFolder();
        }}
      >
        {words.choose}
      </Button>
    </>
  );
  return (
    <Sheet title={words.title} onClose={closeSheet} foot={foot}>
      <div className={css['choices']}>
        <p>
          {words.intro} {name === undefined ? words.plainLook : fill(words.lookOf, { name })}
        </p>
        <DarkSwitch />
        {isOnlyDark && (
          <>
            <ThresholdSlider />
            <CopyRest />
          </>
        )}
        <Switch
          label={batchText.sheet.series}
          isOn={series}
          onChange={(next) => {
            setChoices({ series: next });
          }}
        />
        {series && <p className={css['note']}>{words.seriesNote}</p>}
        <NamePatterns />
      </div>
    </Sheet>
  );
}

function NamePatterns() {
  const { include, exclude } = useBatchPreferences();
  return (
    <>
      <Field label={words.include}>
        <TextField
          label={words.include}
          isLive
          most={preferenceLimits.patterns}
          value={include}
          onCommit={(next) => {
            setChoices({ include: next });
          }}
        />
      </Field>
      <Field label={words.exclude} note={words.patterns}>
        <TextField
          label={words.exclude}
          isLive
          most={preferenceLimits.patterns}
          value={exclude}
          onCommit={(next) => {
            setChoices({ exclude: next });
          }}
        />
      </Field>
    </>
  );
}
