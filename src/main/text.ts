/** @file All texts of system menus and dialogs, and the reasons that main fills into `errorTexts`. */
export const menuLabels = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  photo: 'Photo',
  batch: 'Batch',
  learn: 'Learn',
  evaluate: 'Evaluate',
  theme: 'Theme',
  rating: 'Rating',
  window: 'Window',
  help: 'Help',
} as const;

export const dialogText = {
  openPhotos: 'Open Photos',
  openTruth: 'Open the Ground Truth',
  openPairs: 'Open Photos and Their Ground Truths',
  chooseFolder: 'Folder for Results',
  watchFolder: 'Watch a Folder',
  saveResult: 'Save As',
  saveReport: 'Export the Report',
  reportName: 'Evaluation',
  reports: {
    html: 'Page with pictures',
    csv: 'Table (CSV)',
    json: 'Data (JSON)',
    tex: 'LaTeX table',
  },
  photos: 'Photos',
  documents: {
    presets: { kind: 'Candela Presets', open: 'Import Presets', save: 'Export Presets' },
    lesson: { kind: 'Candela Figure', open: 'Open a Figure', save: 'Save the Figure' },
  },
  allFiles: 'All Files',
} as const;

/** Asked when the window is closed while a photo is being saved. */
export const closingText = {
  question: 'Candela is still saving.',
  detail: 'The window closes by itself when the save is done. If you stop the save, nothing is saved.',
  wait: 'Finish Saving, Then Close',
  stop: 'Stop Saving and Close',
} as const;

/** The same while a batch is running. */
export const closingBatchText = {
  question: 'The batch is still running. Photos left: {count}.',
  detail:
    'The window closes by itself when the batch is done. If you stop it now, you can continue it the next time.',
  wait: 'Finish the Batch, Then Close',
  stop: 'Stop the Batch and Close',
} as const;

/** The notification at the end of a batch. */
export const batchText = {
  finished: 'The batch is done',
  allDone: 'Photos saved: {done}.',
  someFailed: 'Photos saved: {done}. Not saved: {failed}.',
} as const;

/** Why a result was not removed: the reason in the sentence of `output.undoRefused`. */
export const undoText = {
  theResult: 'The result',
  unknown: 'it is not known',
  notOurs: 'it was not written now',
  replaced: 'it took the place of an earlier result',
  gone: 'it is no longer there',
  changed: 'it was changed since',
  notAllowed: 'the system does not allow it',
} as const;

/** Why a file is not what it was chosen for: the reason of `presets.unreadable` and `lesson.unreadable`. */
export const documentText = {
  cannotOpen: 'it cannot be opened',
  cannotRead: 'it cannot be read',
  tooLarge: 'it is too large',
  otherContent: 'its content is something else',
} as const;

export const preferencesText = { itsFolder: 'its folder' } as const;

export const dropText = { several: '{count} files and folders' } as const;
