import type { PhotoHandle } from '@contract';
import type { BatchCommand, EvaluateCommand, LearnCommand, PlaceCommand } from '../../../actions/commands';
import { pasteSettings } from '../../../actions/copySettings';
import { inBackground } from '../../../actions/failures';
import { rate, toggleRejected } from '../../../actions/marks';
import { changePreferences } from '../../../actions/preferences';
import { call } from '../../../bridge';
import { stripOrder } from '../../../state/filter';
import { openSheet, type SheetName } from '../../../state/frame';
import { preferences } from '../../../state/preferences';
import { activePhoto, canEnhance, neighbourOf, photos, showPhoto } from '../../../state/photos';
import { selectAll, selectToo } from '../../../state/selection';
import { setView, toggleWhy, view, zoomBy, zoomTo } from '../state/view';
import { focusControl } from './focusControl';
import { redo, undo } from './looks';
import { copyCommand, copyPicture, saveAs, saveSelected } from './save';
import { closePhoto } from '../../../actions/photoSet';

function withPhotoOpen(action: () => void): () => void {
  return () => {
    const shown = activePhoto();
    if (shown !== null && canEnhance(shown)) action();
  };
}

function show(kind: ReturnType<typeof preferences.getState>['view']): () => void {
  return () => {
    changePreferences({ view: kind });
  };
}

function sheet(name: SheetName): () => void {
  return () => {
    openSheet(name);
  };
}

function go(by: number): () => void {
  return () => {
    goTo(by, showPhoto);
  };
}

function extend(by: number): () => void {
  return () => {
    goTo(by, selectToo);
  };
}

/** Goes along the strip. */
export function goTo(by: number, select: (photo: PhotoHandle) => void): void {
  const { active } = photos.getState();
  const photo = neighbourOf({ order: stripOrder(), active }, by);
  if (photo === null || photo === active) return;
  select(photo);
  setView({ zoom: { kind: 'fit' }, values: null });
}

function zoom(by: number): () => void {
  return () => {
    const size = activePhoto()?.entry.summary;
    if (size !== undefined) setView({ zoom: zoomBy(view.getState(), by, size) });
  };
}

function zoomActual(): void {
  const size = activePhoto()?.entry.summary;
  if (size !== undefined) setView({ zoom: zoomTo(view.getState(), 1, size) });
}

function zoomToggle(): void {
  if (view.getState().zoom.kind === 'fit') zoomActual();
  else setView({ zoom: { kind: 'fit' } });
}

function stars(rating: number): () => void {
  return () => {
    rate(rating);
  };
}

const ratings = {
  rate0: stars(0),
  rate1: stars(1),
  rate2: stars(2),
  rate3: stars(3),
  rate4: stars(4),
  rate5: stars(5),
};

/** What the commands do here. */
export const commands: Readonly<
  Record<Exclude<PlaceCommand, BatchCommand | LearnCommand | EvaluateCommand>, () => void>
> = {
  save: () => void saveSelected(),
  saveAs: () => void saveAs(),
  export: withPhotoOpen(sheet('export')),
  copyPicture: () => void copyPicture(),
  copyCommand: () => void copyCommand(),
  undo,
  redo,
  copySettings: withPhotoOpen(sheet('copySettings')),
  pasteSettings: () => {
    pasteSettings();
  },
  selectAll,
  selectPrevious: extend(-1),
  selectNext: extend(1),
  closePhoto: () => {
    const shown = activePhoto();
    if (shown !== null) closePhoto(shown.entry.photo);
  },
  reject: () => {
    toggleRejected();
  },
  ...ratings,
  revealPhoto: () => {
    const shown = activePhoto();
    if (shown === null || shown.entry.isNote === true) return;
    inBackground(call('photos.reveal', { photo: shown.entry.photo }), shown.entry.name);
  },
  viewSplit: show('split'),
  viewSide: show('side'),
  viewBlink: show('blink'),
  viewDifference: show('difference'),
  viewTruth: show('truth'),
  zoomFit: () => {
    setView({ zoom: { kind: 'fit' } });
  },
  zoomActual,
  zoomToggle,
  zoomIn: zoom(1.25),
  zoomOut: zoom(0.8),
  nextPhoto: go(1),
  previousPhoto: go(-1),
  clipping: () => {
    changePreferences({ showClipping: !preferences.getState().showClipping });
  },
  loupe: () => {
    setView({ showLoupe: !view.getState().showLoupe });
  },
  why: withPhotoOpen(() => {
    toggleWhy();
  }),
  models: sheet('models'),
  denoise: () => {
    focusControl('model.denoise');
  },
  presetSave: withPhotoOpen(sheet('savePreset')),
};
