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
} as const;
