import { Ellipsis } from 'lucide-react';
import { useStore } from 'zustand';
import { runCommand } from '../actions/commands';
import { openRecent, readRecent } from '../actions/openPhotos';
import { frame } from '../state/frame';
import type { Place } from '../state/places';
import { preferences } from '../state/preferences';
import { text } from '../text/en';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { Mark } from '../ui/Mark';
import { Menu } from '../ui/Menu';
import type { MenuEntry } from '../ui/MenuEntries';
import { commandEntry } from './commandEntry';
import css from './TopBar.module.css';

/** As many as the empty window lists. */
const offeredRecent = 5;

export type TopBarProps = { place: Place; isNarrow: boolean };

/** What is open in the shown place, and the way to everything else. */
export function TopBar({ place: { Title, Tools }, isNarrow }: TopBarProps) {
  return (
    <header className={css['bar']}>
      <Mark />
      <Title />
      <Button
        onClick={() => {
          runCommand('open');
        }}
      >
        {text.bar.open}
      </Button>
      <MoreMenu />
      <Tools isNarrow={isNarrow} />
    </header>
  );
}

/** The photos opened last, by name. The folder distinguishes equal names. */
function useRecentEntries(): MenuEntry[] {
  const recent = useStore(frame, (state) => state.recent).slice(0, offeredRecent);
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
