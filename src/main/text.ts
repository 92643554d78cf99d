/** @file What menus and dialogs of the system say, in one place. */
export const menuLabels = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  photo: 'Photo',
  theme: 'Theme',
  window: 'Window',
  help: 'Help',
} as const;

export const dialogText = {
  openPhotos: 'Open Photos',
  openTruth: 'Open the Ground Truth',
  chooseFolder: 'Folder for Results',
  exportPresets: 'Export Presets',
  importPresets: 'Import Presets',
  photos: 'Photos',
  presets: 'Candela Presets',
  allFiles: 'All Files',
} as const;

/** Asked when the window is closed while a photo is being saved. */
export const closingText = {
  question: 'A photo is still being saved.',
  detail: 'Candela can close by itself as soon as it is on the disk. Discarded, nothing of it stays.',
  wait: 'Wait',
  discard: 'Discard',
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
