import { CircleHelp, Ellipsis } from 'lucide-react';
import { useStore } from 'zustand';
import { saveLabel } from '../../../actions/saves';
import { saveable, saveSelected } from '../actions/save';
import { commandEntry } from '../../../frame/commandEntry';
import { canEnhance, photos, type PhotoView } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { toggleWhy, view } from '../state/view';
import { fill, text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Menu } from '../../../ui/Menu';
import { useSelected } from '../useShown';
import { whyButtonId } from '../why/WhyDrawer';
import css from './PanelFoot.module.css';

/** The way to the reasons, and the one main action. */
export function PanelFoot({ photo }: { photo: PhotoView }) {
  const choices = useStore(preferences, ({ exportChoices }) => exportChoices);
  const isWhyOpen = useStore(view, (state) => state.isWhyOpen);
  const { summary } = photo.entry;
  const isReady = canEnhance(photo);
  const selected = useSelected();
  const count = useStore(photos, (state) => saveable(state, selected).length);
  return (
    <footer className={css['foot']}>
      <button
        id={whyButtonId}
        type="button"
        className={css['why']}
        aria-expanded={isWhyOpen}
        disabled={!isReady}
        onClick={() => {
          toggleWhy();
        }}
      >
        <CircleHelp size={16} strokeWidth={1.75} aria-hidden="true" />
        {text.panel.why}
      </button>
      <div className={css['row']}>
        <Button
          kind="main"
          className={css['save']}
          disabled={count === 0}
          onClick={() => void saveSelected()}
        >
          {count > 1 ? fill(text.panel.saveMany, { count }) : saveLabel(choices, summary)}
        </Button>
        <Menu
          side="top"
          trigger={
            <IconButton
              icon={Ellipsis}
              isFramed
              label={text.panel.saveMore}
              className={css['more']}
              disabled={!isReady}
            />
          }
          entries={[
            commandEntry('saveAs'),
            commandEntry('export'),
            { kind: 'line' },
            commandEntry('copyPicture'),
            commandEntry('copyCommand'),
          ]}
        />
      </div>
    </footer>
  );
}
