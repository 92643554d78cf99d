import { Contrast, Search } from 'lucide-react';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { changePreferences } from '../../../actions/preferences';
import { firstKey } from '../../../keys';
import { canEnhance, type PhotoView } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { setView, view } from '../state/view';
import { text } from '../../../text/en';
import { IconButton } from '../../../ui/IconButton';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import css from './StageFoot.module.css';
import { TruthNote } from './TruthNote';
import { Values } from './Values';
import { ZoomControl } from './ZoomControl';

const kinds = ['split', 'side', 'blink', 'difference', 'truth'] as const;
const views = kinds.map((value) => ({ value, label: text.stage.view[value] }));
const gains = [1, 2, 4, 8, 16].map((gain) => ({ value: String(gain), label: `× ${gain}` }));

/** The bar under the photo: comparison, values under the pointer, zoom. */
export function StageFoot({ photo }: { photo: PhotoView }) {
  const kind = useStore(preferences, (state) => state.view);
  const showClipping = useStore(preferences, (state) => state.showClipping);
  const showLoupe = useStore(view, (state) => state.showLoupe);
  return (
    <div className={css['foot']}>
      <Segmented
        label={text.stage.views}
        options={views}
        value={kind}
        onChange={(next) => {
          changePreferences({ view: next });
        }}
      />
      <div className={css['middle']}>
        {kind === 'truth' && canEnhance(photo) && <TruthNote photo={photo} />}
        {kind === 'difference' && <GainChoice />}
        <Values />
      </div>
      <div className={css['tools']}>
        <IconButton
          icon={Contrast}
          label={text.stage.clipping}
          hint={firstKey('clipping')}
          isPressed={showClipping}
          onClick={() => {
            runCommand('clipping');
          }}
        />
        <IconButton
          icon={Search}
          label={text.stage.loupe}
          hint={firstKey('loupe')}
          isPressed={showLoupe}
          onClick={() => {
            runCommand('loupe');
          }}
        />
        <ZoomControl />
      </div>
    </div>
  );
}

function GainChoice() {
  const gain = useStore(view, (state) => state.gain);
  return (
    <Select
      label={text.stage.gain}
      value={String(gain)}
      options={gains}
      onChange={(next) => {
        setView({ gain: Number(next) });
      }}
    />
  );
}
