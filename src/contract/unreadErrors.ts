import { readableFormats } from './formats';

/** Failures of files that are not read, rows of `errorTexts`. */
export const unreadErrors = {
  'photo.notAPhoto': {
    sentence: '{file} is not a photo: its content is {kind}.',
    action: `Candela reads ${readableFormats}.`,
  },
  'photo.unsupported': {
    sentence: '{file} is {kind}, which Candela does not read yet.',
    action: 'Export it as JPEG, PNG or 16-bit TIFF first.',
  },
  'photo.rawUndeveloped': {
    sentence: '{file} cannot be developed: {reason}.',
    action: 'Convert it to DNG first, or export it as a 16-bit TIFF with the program of the camera’s maker.',
  },
  'photo.rawOnlyPreview': {
    sentence: '{file} cannot be developed: {reason}. There is a preview by the camera in it.',
    action: 'Take the preview with --raw-preview fallback, or convert the file to DNG first.',
    actionInApp: 'Convert it to DNG first. The preview is shown here, but not enhanced.',
  },
  'photo.rawNoPreview': {
    sentence: 'There is no preview by the camera in {file}.',
    action: 'Develop it from the sensor, without --raw-preview always.',
    actionInApp: 'Develop it from the sensor.',
  },
  'develop.missing': {
    sentence: '{program} was not found: no folder of PATH has a {command} that answers.',
    action: 'Install it, or leave --raw-developer out.',
    actionInApp: 'Install it, or choose LibRaw.',
  },
  'develop.otherVersion': {
    sentence: '{file} is to be developed by {program} {version}, but {found} is installed.',
    action: 'Start a new batch, which takes the version that is there.',
    actionInApp: 'Choose the program again; it then takes the version that is there.',
  },
  'develop.failed': {
    sentence: '{program} did not develop {file}: {reason}.',
    action: 'Try the photo in that program, or develop it without --raw-developer.',
    actionInApp: 'Try the photo in that program, or choose LibRaw.',
    mayPass: true,
  },
  'develop.tooLong': {
    sentence: '{program} was stopped, because it had not developed {file} within {seconds} seconds.',
    action: 'Try the photo in that program, or develop it without --raw-developer.',
    actionInApp: 'Try the photo in that program, or choose LibRaw.',
    mayPass: true,
  },
} as const;
