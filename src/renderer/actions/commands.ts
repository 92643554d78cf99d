import type { Command } from '@contract';
import { activePhoto, canEnhance, neighbourOf, photos, showPhoto } from '../state/photos';
import { preferences } from '../state/preferences';
import { openSheet, sheets, toggleWhy, type SheetName } from '../state/sheets';
import { setView, view, zoomBy, zoomTo } from '../state/view';
import { closePhoto, openDialog, pastePhoto } from './openPhotos';
import { redo, undo } from './looks';
import { changePreferences } from './preferences';
import { copyCommand, copyPicture, savePhoto } from './save';

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

function theme(name: 'dark' | 'light' | 'system'): () => void {
  return () => {
    changePreferences({ theme: name });
  };
}

/** What every command of menu and keys does. */
const actions: Readonly<Record<Command, () => void>> = {
  open: openDialog,
  paste: pastePhoto,
  save: () => void savePhoto(),
  export: withPhotoOpen(sheet('export')),
  copyPicture: () => void copyPicture(),
  copyCommand: () => void copyCommand(),
  undo,
  redo,
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
  devices: sheet('devices'),
  models: sheet('models'),
  keys: sheet('keys'),
  about: sheet('about'),
  themeDark: theme('dark'),
  themeLight: theme('light'),
  themeSystem: theme('system'),
  denoise: focusDenoise,
  presetSave: withPhotoOpen(sheet('savePreset')),
};

export function runCommand(command: Command): void {
  // A dialog has the keyboard to itself; the menu, too, waits until it is closed.
  if (sheets.getState().open === null) actions[command]();
}
