import type { Command, PhotoHandle } from '@contract';
import { pasteSettings } from '../../../actions/copySettings';
import { rate, toggleRejected } from '../../../actions/marks';
import { closePhotos } from '../../../actions/photoSet';
import { batch } from '../../../state/batch';
import { openSheet } from '../../../state/frame';
import { activePhoto, canEnhance, photos } from '../../../state/photos';
import { showPlace } from '../../../state/places';
import { redoHere, undoHere } from './adjust';
import { startEarlier, startLastHere, startFirstHere, startLater } from './move';
import { isOver, pendingOf, runPhotos, togglePause } from './run';
import { chooseAll, chooseNone, chosenOrShown, chosenPhotos, goBy } from './select';

/** What the panel is about. */
function targets(): readonly PhotoHandle[] {
  const own = chosenPhotos();
  return own.length > 0 ? own : photos.getState().order;
}

/** The chosen photos that can be run, or all that are not in the batch yet. */
export function wantedPhotos(): readonly PhotoHandle[] {
  const own = chosenPhotos();
  return own.length > 0 ? own.filter(isOver) : pendingOf(photos.getState(), batch.getState().jobs);
}

export function runWanted(): void {
  runPhotos(wantedPhotos());
}

function go(by: number, isExtending: boolean): () => void {
  return () => {
    goBy(by, isExtending);
  };
}

function stars(rating: number): () => void {
  return () => {
    rate(rating, chosenOrShown());
  };
}

/** What the commands do here. */
export const commands: Readonly<Partial<Record<Command, () => void>>> = {
  batchRun: runWanted,
  batchCheck: () => {
    if (wantedPhotos().length > 0) openSheet('batchStart');
  },
  batchPause: togglePause,
  startFirst: startFirstHere,
  startEarlier,
  startLater,
  startLast: startLastHere,
  quickLook: () => {
    if (activePhoto() !== null) openSheet('quickLook');
  },
  openInEnhance: () => {
    if (activePhoto() !== null) showPlace('enhance');
  },
  clearSelection: chooseNone,
  selectAll: chooseAll,
  nextPhoto: go(1, false),
  previousPhoto: go(-1, false),
  selectNext: go(1, true),
  selectPrevious: go(-1, true),
  copySettings: () => {
    const shown = activePhoto();
    if (shown !== null && canEnhance(shown)) openSheet('copySettings');
  },
  pasteSettings: () => {
    pasteSettings(targets());
  },
  undo: undoHere,
  redo: redoHere,
  reject: () => {
    toggleRejected(chosenOrShown());
  },
  rate0: stars(0),
  rate1: stars(1),
  rate2: stars(2),
  rate3: stars(3),
  rate4: stars(4),
  rate5: stars(5),
  closePhoto: () => {
    closePhotos(chosenOrShown());
  },
};
