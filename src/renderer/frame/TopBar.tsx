import { Ellipsis, SlidersHorizontal } from 'lucide-react';
import { useStore } from 'zustand';
import { openDialog, openRecent } from '../actions/openPhotos';
import { readRecent } from '../actions/startPage';
import type { PhotoView } from '../state/photos';
import { preferences } from '../state/preferences';
import { sheets, togglePanel } from '../state/sheets';
import { startPage } from '../state/startPage';
import { text } from '../text/en';
import { shotLine } from '../text/format';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { Mark } from '../ui/Mark';
import { Menu, type MenuEntry } from '../ui/Menu';
import { ProgressLine } from '../ui/ProgressLine';
import { commandEntry } from './commandEntry';
import { PageChoice } from './PageChoice';
import { ranLine } from './ranLine';
import css from './TopBar.module.css';

/** So many as the empty window lists. */
const offeredRecent = 5;

export type TopBarProps = { photo: PhotoView | null; isNarrow: boolean };

/** Which photo this is, what the camera said, what made the result, and the way to everything else. */
export function TopBar({ photo, isNarrow }: TopBarProps) {
  const isPanelOpen = useStore(sheets, ({ panel }) => panel);
  return (
    <header className={css['bar']}>
      <Mark />
      {photo === null ? (
        <h1 className={css['name']} data-alone>
          {text.app}
        </h1>
      ) : (
        <AboutPhoto photo={photo} />
      )}
      <Button onClick={openDialog}>{text.bar.open}</Button>
      <MoreMenu />
      {isNarrow && photo !== null && (
        <IconButton
          icon={SlidersHorizontal}
          isFramed
          label={text.bar.adjust}
          aria-expanded={isPanelOpen}
          onClick={() => {
            togglePanel();
          }}
        />
      )}
      <div className={css['progress']}>
        {photo?.stage === 'working' && <ProgressLine label={text.bar.progress} value={photo.progress} />}
      </div>
    </header>
  );
}

function AboutPhoto({ photo }: { photo: PhotoView }) {
  const notices = photo.ran?.notices ?? [];
  return (
    <>
      <h1 className={css['name']}>{photo.entry.name}</h1>
      <PageChoice entry={photo.entry} />
      <p className={css['shot']}>{shotLine(photo.entry)}</p>
      <p className={css['ran']} data-notice={notices.length > 0} title={notices.join(' ')}>
        {ranLine(photo)}
      </p>
    </>
  );
}

/** The photos opened last, by name; their folder tells apart those of one name. */
function useRecentEntries(): MenuEntry[] {
  const recent = useStore(startPage, (state) => state.recent).slice(0, offeredRecent);
  if (recent.length === 0) return [];
  const items = recent.map(({ recent: handle, name, folder }) => ({
    kind: 'item' as const,
    label: name,
    note: folder,
    onSelect: () => {
      openRecent(handle);
    },
  }));
  return [{ kind: 'line' }, { kind: 'heading', label: text.bar.recent }, ...items];
}

function MoreMenu() {
  const theme = useStore(preferences, (state) => state.theme);
  const recent = useRecentEntries();
  return (
    <Menu
      onOpen={() => void readRecent()}
      trigger={<IconButton icon={Ellipsis} label={text.bar.menu} isFramed />}
      entries={[
        { kind: 'heading', label: text.bar.theme },
        commandEntry('themeDark', theme === 'dark'),
        commandEntry('themeLight', theme === 'light'),
        commandEntry('themeSystem', theme === 'system'),
        { kind: 'line' },
        commandEntry('models'),
        commandEntry('devices'),
        commandEntry('keys'),
        commandEntry('about'),
        ...recent,
      ]}
    />
  );
}
