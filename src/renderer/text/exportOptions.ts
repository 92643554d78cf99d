import { ConflictPolicy, formats, OutputFormat } from '@contract';
import { sheetText } from './sheets';

const words = sheetText.export;

/** What results can be written as, in the words of a list. */
export const formatOptions = [
  { value: 'same' as const, label: words.same },
  ...OutputFormat.options.map((value) => ({ value, label: formats[value].label })),
];

/** What can happen when a name is taken. */
export const conflictOptions = ConflictPolicy.options.map((value) => ({
  value,
  label: words.conflicts[value],
}));
