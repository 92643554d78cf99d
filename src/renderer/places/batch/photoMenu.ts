import type { PhotoHandle } from '@contract';
import type { MouseEvent } from 'react';
import { cancelBatch } from '../../actions/batch';
import { inBackground } from '../../actions/failures';
import { revealSave } from '../../actions/saves';
import { call } from '../../bridge';
import { commandEntry } from '../../frame/commandEntry';
import { batch, isOpen } from '../../state/batch';
import { activePhoto, canEnhance, showPhoto, type PhotoView } from '../../state/photos';
import { chosen } from '../../state/selection';
import { batchText } from '../../text/batch';
import { counted, text } from '../../text/en';
import type { MenuEntry } from '../../ui/MenuEntries';
import { runPhotos } from './actions/run';
import { chosenOrShown } from './actions/select';

const ratings = ['rate0', 'rate1', 'rate2', 'rate3', 'rate4', 'rate5'] as const;

/** A right click acts on the photo under the pointer, and on all selected ones if it is one of them. */
export function pointAt(event: MouseEvent): void {
  const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-photo]') : null;
  const photo = tile?.dataset['photo'];
  if (photo === undefined) {
    event.preventDefault();
    return;
  }
  if (!chosen.getState().photos.includes(photo)) chosen.setState({ photos: [photo] });
  showPhoto(photo);
}

/** What can be done with the selected photos. */
export function photoMenu(): readonly MenuEntry[] {
  const shown = activePhoto();
  if (shown === null) return [];
  const wanted = chosenOrShown();
  const isAgain = batch.getState().jobs[shown.entry.photo] !== undefined;
  return [
    {
      kind: 'item',
      label: counted(isAgain ? batchText.panel.rerun : batchText.panel.run, wanted.length),
      onSelect: () => {
        runPhotos(wanted);
      },
    },
    ...queueEntries(wanted),
    commandEntry('openInEnhance'),
    commandEntry('quickLook'),
    { kind: 'line' },
    ...(canEnhance(shown) ? [commandEntry('copySettings')] : []),
    commandEntry('pasteSettings'),
    { kind: 'line' },
    ...markEntries(shown),
    { kind: 'line' },
    ...(shown.entry.isNote === true ? [] : [revealEntry(shown)]),
    commandEntry('closePhoto'),
  ];
}

/** For photos that wait or are at work. */
function queueEntries(wanted: readonly PhotoHandle[]): MenuEntry[] {
  const { jobs } = batch.getState();
  const open = wanted.filter((photo) => isOpen(jobs[photo]));
  if (open.length === 0) return [];
  return [
    ...(open.some((photo) => jobs[photo]?.state === 'queued')
      ? [
          commandEntry('startFirst'),
          commandEntry('startEarlier'),
          commandEntry('startLater'),
          commandEntry('startLast'),
        ]
      : []),
    {
      kind: 'item',
      label: batchText.panel.giveUp,
      onSelect: () => {
        cancelBatch(open);
      },
    },
  ];
}

function markEntries({ marks }: PhotoView): MenuEntry[] {
  return [
    commandEntry('reject', marks.isRejected),
    {
      kind: 'sub',
      label: text.strip.rating,
      entries: ratings.map((command, stars) => commandEntry(command, marks.rating === stars)),
    },
  ];
}

/** Shows the result where there is one, else the photo itself. */
function revealEntry({ entry: { photo, name } }: PhotoView): MenuEntry {
  const saved = batch.getState().jobs[photo]?.saved ?? null;
  return {
    kind: 'item',
    label: batchText.panel.show,
    onSelect: () => {
      if (saved?.name === undefined || saved.name === null)
        inBackground(call('photos.reveal', { photo }), name);
      else revealSave(saved);
    },
  };
}
