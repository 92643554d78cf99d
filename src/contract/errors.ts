import { readableFormats } from './formats';
import { unreadErrors } from './unreadErrors';

/** Every failure that a person can meet: its code, its sentence and the next step. */

export type ErrorText = {
  sentence: string;
  action: string;
  /** The next step for the window, if `action` mentions the command line. */
  actionInApp?: string;
  /** The same attempt may succeed later: the file, the memory or the engine can be different then. */
  mayPass?: true;
};

/** Words in braces are filled from the error's details, and every one is required. */
export const errorTexts = {
  'input.missing': {
    sentence: '{file} does not exist.',
    action: 'Check the name and the folder.',
    mayPass: true,
  },
  'input.badName': {
    sentence: '{file} cannot be reached, because its name is not valid UTF-8.',
    action: 'Rename it (`ls -b` shows its name byte for byte); then try again.',
    actionInApp: 'Rename it; then try again.',
  },
  'input.noPhotos': {
    sentence: 'There is no photo in {file}.',
    action: 'Choose another folder, or add --recursive to include its subfolders.',
    actionInApp: 'Choose another folder.',
  },
  'photo.unreadable': {
    sentence: '{file} could not be opened: {reason}.',
    action: 'Check the file, its path and its permissions.',
    mayPass: true,
  },
  'photo.empty': {
    sentence: '{file} is empty (0 bytes).',
    action: 'Copy it from the camera or the card again.',
    mayPass: true,
  },
  'photo.damaged': {
    sentence: '{file} is damaged: {reason}.',
    action: 'Copy it from the camera or the card again.',
    mayPass: true,
  },
  ...unreadErrors,
  'photo.tooLarge': {
    sentence: '{file} claims to be {width} × {height} pixels; the limit is {limit} megapixels.',
    action: 'Split the photo, or check whether the file is damaged.',
  },
  'photo.noPage': {
    sentence: '{file} has {pages}; there is no page {page}.',
    action: 'Choose a page that it has; photos other than TIFF and HEIC have only page 1.',
  },
  'photo.changed': {
    sentence: '{file} changed while it was being read.',
    action: 'Try again when the program that writes it has finished.',
    mayPass: true,
  },
  'photo.tooLargeForFormat': {
    sentence: '{format} cannot hold {width} × {height} pixels; its limit is {limit} on a side.',
    action: 'Choose PNG or TIFF.',
  },
  'truth.otherSize': {
    sentence:
      '{file} is {width} × {height} pixels, but the ground truth {truth} is {truthWidth} × {truthHeight}.',
    action: 'Choose the ground truth of this photo, uncropped and at full size.',
  },
  'truth.tooSmall': {
    sentence: '{file} has a side of less than {least} pixels, too few to be scored.',
    action: 'Choose a larger pair of photos.',
  },
  'compare.noPairs': {
    sentence: 'No picture belongs to a ground truth in {file}: no two names match.',
    action:
      'Say with --pairs how they belong together: order, a .csv file, or a pattern like low{}=normal{}.',
    actionInApp: 'Pair the pictures by hand.',
  },
  'photo.closed': {
    sentence: 'This photo is no longer open.',
    action: 'Open it again.',
  },
  'photo.noneDropped': {
    sentence: 'There is no photo in what was dropped.',
    action: `Drop photos (${readableFormats}), or a folder that holds some.`,
  },
  'photo.nonePasted': {
    sentence: 'There is no picture on the clipboard.',
    action: 'Copy a picture or a file first.',
  },
  'photo.tooMany': {
    sentence: '{limit} photos were opened; {count} more in {file} were not.',
    action: 'Open the others in a second step, or enhance the whole folder with `candela enhance`.',
    actionInApp: 'Open the others in a second step.',
  },
  'output.notAFolder': {
    sentence: '{file} is a file, not a folder.',
    action: 'Choose a folder for the results.',
  },
  'output.notWritable': {
    sentence: 'Nothing can be written to {file}: {reason}.',
    action: 'Choose a folder in which you may write.',
  },
  'output.noSpace': {
    sentence: 'The disk that holds {file} is full.',
    action: 'Free some space, or choose a folder on another disk.',
  },
  'output.tooLarge': {
    sentence: '{file} would be larger than the system allows a file there to be.',
    action:
      'Choose a folder on another disk, or raise the limit that Candela was started with (`ulimit -f`).',
    actionInApp: 'Choose a folder on another disk.',
  },
  'output.isInput': {
    sentence: 'The result would take the place of the original {file}.',
    action: 'Choose another folder or another name; originals are never overwritten.',
  },
  'output.nameTooLong': {
    sentence: 'The name {file} is too long for this disk.',
    action: 'Choose a shorter name with --name.',
    actionInApp: 'Choose a shorter name in the export settings.',
  },
  'output.checkFailed': {
    sentence: 'The result for {file} could not be read back: {reason}.',
    action: 'Check the disk and try again; nothing was kept.',
  },
  'output.undoRefused': {
    sentence: '{file} was not removed: {reason}.',
    action: 'Remove it in its folder, if you no longer want it.',
  },
  'model.unknown': {
    sentence: 'There is no model called {model}. Known: {known}.',
    action: 'Choose one of these; `candela models` describes them.',
    actionInApp: 'Choose one of these under Models.',
  },
  'model.badCard': {
    sentence: 'The card of model {model} could not be used: {reason}.',
    action: 'Correct its card.json, or take the model out of the models folder.',
  },
  'model.missingFile': {
    sentence: 'The file {file} of model {model} is missing.',
    action: 'Put the file back, or take the model out of the models folder.',
    mayPass: true,
  },
  'model.wrongHash': {
    sentence: 'The file of model {model} is not the one its card names: its checksum differs.',
    action: 'Fetch the model again; it was not used.',
    mayPass: true,
  },
  'network.closed': {
    sentence: '{model} cannot be opened up: {reason}.',
    action: 'Choose another model here; this one can still enhance photos.',
  },
  'network.noLayer': {
    sentence: '{model} has no layer {layer}.',
    action: 'Choose one of its layers.',
  },
  'network.keptWhole': {
    sentence:
      'The layer {layer} of {model} cannot be taken apart, because its weights are not stored as plain numbers.',
    action: 'Choose another layer or another model.',
  },
  'model.breaksCard': {
    sentence: 'Model {model} does not do what its card says: {reason}.',
    action: 'Correct the card or the model; it was not used.',
  },
  'lpips.unfit': {
    sentence:
      'The LPIPS file cannot be used: {reason}. It must have two inputs, float32 of N × 3 × height × width for any height and width, and one float32 output whose mean is the distance.',
    action: 'Put a file that fits in the folder lpips, or take it out of there.',
    mayPass: true,
  },
  'provider.unavailable': {
    sentence: '{provider} cannot be used here: {reason}.',
    action: 'Choose --provider auto or cpu; `candela devices` says more.',
    actionInApp: 'Choose Automatic or CPU under Devices, which also says why.',
  },
  'provider.wrongResult': {
    sentence: '{provider} gives a wrong picture on this machine ({reason}).',
    action: 'Update the graphics driver, or choose --provider cpu.',
    actionInApp: 'Update the graphics driver, or choose CPU under Devices.',
  },
  'session.outOfMemory': {
    sentence: 'There was not enough memory to enhance {file}, even in small tiles.',
    action: 'Close other programs, or choose another model or --provider cpu.',
    actionInApp: 'Close other programs, or choose another model, or CPU under Devices.',
    mayPass: true,
  },
  'session.failed': {
    sentence: 'The model {model} stopped with an error on {file}: {reason}.',
    action: 'Try --provider cpu; if it happens again, report it with this message.',
    actionInApp: 'Choose CPU under Devices; if it happens again, report it with this message.',
    mayPass: true,
  },
  'train.noRoom': {
    sentence:
      'These photos are too small to train on: no crop of {side} × {side} pixels fits beside the one held out.',
    action: 'Open a larger well-lit photo, or choose smaller crops.',
  },
  'train.unknown': {
    sentence: 'This training run is no longer there.',
    action: 'Start a new one.',
  },
  'train.noMemory': {
    sentence: 'There was not enough memory for a step of training.',
    action: 'Choose a smaller batch or smaller crops.',
    mayPass: true,
  },
  'engine.crashed': {
    sentence: 'The engine stopped in the middle of its work ({reason}).',
    action: 'It restarts by itself. Try again.',
    mayPass: true,
  },
  'journal.inUse': {
    sentence: 'Another Candela is writing to {folder}: {owner}.',
    action: 'Wait until it has finished, or choose another folder for the results.',
    mayPass: true,
  },
  'journal.newer': {
    sentence: 'The journal {file} was written by a newer Candela.',
    action: 'Update Candela, or choose another folder for the results.',
  },
  'journal.unreadable': {
    sentence: 'The journal {file} cannot be read: {reason}.',
    action: 'Move it away, or choose another folder for the results.',
  },
  'journal.notWritten': {
    sentence: 'The journal {file} could not be written, so the batch was stopped: {reason}.',
    action: 'Check the disk and the folder, then continue with `candela enhance --resume`.',
    actionInApp: 'Check the disk and the folder, then continue the batch.',
    mayPass: true,
  },
  'journal.none': {
    sentence: 'There is no journal of a batch in {folder}.',
    action: 'Name the folder with the results; `candela batches` lists unfinished batches.',
    actionInApp: 'Choose the folder with the results.',
  },
  'journal.notBegun': {
    sentence: 'The batch in {folder} was stopped before it had begun.',
    action: 'Start it as before; no photo of it was touched.',
  },
  'engine.stalled': {
    sentence: 'The engine was stopped, because it made no progress with {file} for {seconds} seconds.',
    action: 'Try this photo alone. If it happens again, export it from another program first.',
    mayPass: true,
  },
  'engine.unavailable': {
    sentence: 'The engine could not be started: {reason}.',
    action: 'Start Candela again; if it happens again, report it with this message.',
    mayPass: true,
  },
  'presets.unreadable': {
    sentence: '{file} holds no presets: {reason}.',
    action: 'Choose a file that Candela exported.',
  },
  'lesson.unreadable': {
    sentence: '{file} holds no figure of Learn: {reason}.',
    action: 'Choose a file that Learn saved.',
  },
  'preferences.notSaved': {
    sentence: 'The preferences could not be saved: {reason}.',
    action: 'Free some space on the disk, or check that you may write to {file}.',
  },
  'settings.notKept': {
    sentence: 'The settings of {file} could not be kept for the next time: {reason}.',
    action: 'Free some space on the disk, or check that you may write to {folder}.',
  },
  'usage.invalid': {
    sentence: '{reason}',
    action: '`candela help` lists the commands and their options.',
    actionInApp: 'Correct it, and try again.',
  },
  'usage.refusedMessage': {
    sentence: 'A message between the parts of the program was refused: {reason}.',
    action: 'Report it with this message.',
  },
  'system.noMemory': {
    sentence: 'The system does not give Candela the memory that it needs.',
    action: 'Close other programs, or raise the limit that this one was started with (`ulimit -v`).',
    actionInApp: 'Close other programs, then start Candela again.',
    mayPass: true,
  },
  'system.tooManyFiles': {
    sentence: 'The system lets Candela open no more files.',
    action: 'Close other programs, or raise the limit that this one was started with (`ulimit -n`).',
    actionInApp: 'Close other programs, then start Candela again.',
    mayPass: true,
  },
  'system.noFolder': {
    sentence: 'The folder in which Candela was started is no longer there.',
    action: 'Change to a folder that exists, and start it again.',
  },
  'internal.unexpected': {
    sentence: 'An unexpected error occurred with {file}: {reason}.',
    action: 'Report it with this message.',
    mayPass: true,
  },
} as const satisfies Record<string, ErrorText>;
