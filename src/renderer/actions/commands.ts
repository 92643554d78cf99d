import type { Command } from '@contract';
import { frame, openSheet, type SheetName } from '../state/frame';
import { showPlace, shownPlace } from '../state/places';
import { openDialog, pastePhoto } from './openPhotos';
import { changePreferences } from './preferences';
import { showReport } from './batchReport';
import { planWatch } from './watchFolder';

function sheet(name: SheetName): () => void {
  return () => {
    openSheet(name);
  };
}

function theme(name: 'dark' | 'light' | 'system'): () => void {
  return () => {
    changePreferences({ theme: name });
  };
}

function goTo(place: string): () => void {
  return () => {
    showPlace(place);
  };
}

/** Commands that mean the same in every place. */
const frameCommands = {
  open: openDialog,
  paste: pastePhoto,
  devices: sheet('devices'),
  keys: sheet('keys'),
  about: sheet('about'),
  themeDark: theme('dark'),
  themeLight: theme('light'),
  themeSystem: theme('system'),
  placeEnhance: goTo('enhance'),
  placeBatch: goTo('batch'),
  placeLearn: goTo('learn'),
  placeEvaluate: goTo('evaluate'),
  watchFolder: planWatch,
  batchReport: () => void showReport(),
} as const satisfies Partial<Record<Command, () => void>>;

/** Commands handled by the places. */
export type PlaceCommand = Exclude<Command, keyof typeof frameCommands>;

/** Those of the batch alone. */
export type BatchCommand =
  | 'batchRun'
  | 'batchCheck'
  | 'batchPause'
  | 'startFirst'
  | 'startEarlier'
  | 'startLater'
  | 'startLast'
  | 'quickLook'
  | 'openInEnhance'
  | 'clearSelection';

/** Those of the comparison with ground truths alone. */
export type EvaluateCommand =
  | 'evaluateRun'
  | 'evaluationReport'
  | 'reproduce'
  | 'exposureMatched'
  | 'errorKind'
  | 'reference'
  | 'lineProfile'
  | 'lineTurn';

/** Those of the lessons alone. */
export type LearnCommand =
  | 'lessonNext'
  | 'lessonPrevious'
  | 'lessonPlay'
  | 'lessonStep'
  | 'lessonReset'
  | 'lessonBreak'
  | 'glossary'
  | 'depthPhotographer'
  | 'depthStudent'
  | 'depthEngineer';

function isOfFrame(command: Command): command is keyof typeof frameCommands {
  return command in frameCommands;
}

/** Whether the frame or the shown place answers a command. */
export function isOffered(command: Command): boolean {
  return isOfFrame(command) || shownPlace()?.commands[command] !== undefined;
}

/** A place may give one of the frame's commands a meaning of its own. */
export function runCommand(command: Command): void {
  // An open dialog takes the keyboard. Menu commands wait until it is closed.
  if (frame.getState().sheet !== null) return;
  const own = shownPlace()?.commands[command];
  if (own !== undefined) own();
  else if (isOfFrame(command)) frameCommands[command]();
}
