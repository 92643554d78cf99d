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
