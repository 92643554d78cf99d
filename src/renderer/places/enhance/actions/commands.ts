import type { PlaceCommand } from '../../../actions/commands';
import { changePreferences } from '../../../actions/preferences';
import { openSheet, type SheetName } from '../../../state/frame';
import { preferences } from '../../../state/preferences';
import { activePhoto, canEnhance, neighbourOf, photos, showPhoto } from '../../../state/photos';
import { selectAll } from '../../../state/selection';
import { setView, toggleWhy, view, zoomBy, zoomTo } from '../state/view';
import { redo, undo } from './looks';
import { copyCommand, copyPicture, savePhoto } from './save';
import { closePhoto } from './takePhotos';

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
    showPhoto(neighbourOf(photos.getState(), by));
    setView({ zoom: { kind: 'fit' }, values: null });
  };
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

function focusDenoise(): void {
  document.querySelector<HTMLElement>('[data-control="model.denoise"]')?.focus();
}

/** What the commands do here. */
export const commands: Readonly<Record<PlaceCommand, () => void>> = {
  save: () => void savePhoto(),
  export: withPhotoOpen(sheet('export')),
  copyPicture: () => void copyPicture(),
  copyCommand: () => void copyCommand(),
  undo,
  redo,
  selectAll,
  closePhoto: () => {
    const shown = activePhoto();
    if (shown !== null) closePhoto(shown.entry.photo);
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
  denoise: focusDenoise,
  presetSave: withPhotoOpen(sheet('savePreset')),
};
