import { commandEntry } from '../../frame/commandEntry';
import { activePhoto, canEnhance, photos } from '../../state/photos';
import { selectedPhotos } from '../../state/selection';
import { fill, text } from '../../text/en';
import type { MenuEntry } from '../../ui/MenuEntries';
import { saveable } from './actions/save';

const ratings = ['rate0', 'rate1', 'rate2', 'rate3', 'rate4', 'rate5'] as const;

/** What can be done with the selected photos. The menu is the same on the photo and on its tile. */
export function photoMenu(): readonly MenuEntry[] {
  const shown = activePhoto();
  if (shown === null) return [];
  const { marks, entry } = shown;
  return [
    ...(canEnhance(shown) ? resultEntries() : []),
    commandEntry('reject', marks.isRejected),
    {
      kind: 'sub',
      label: text.strip.rating,
      entries: ratings.map((command, stars) => commandEntry(command, marks.rating === stars)),
    },
    { kind: 'line' },
    ...(entry.isNote === true ? [] : [commandEntry('revealPhoto')]),
    commandEntry('closePhoto'),
  ];
}

function resultEntries(): MenuEntry[] {
  const count = saveable(photos.getState(), selectedPhotos()).length;
  const save = commandEntry('save');
  return [
    count > 1 ? { ...save, label: fill(text.panel.saveMany, { count }) } : save,
    commandEntry('saveAs'),
    commandEntry('export'),
    commandEntry('copyPicture'),
    { kind: 'line' },
    commandEntry('copySettings'),
    commandEntry('pasteSettings'),
    { kind: 'line' },
  ];
}
