import { formats, type ExportChoices, type OutputFormat, type PhotoSummary } from '@contract';
import { kindOf, resultFormat } from '@core';
import { call } from '../bridge';
import { addToast, dropToast, type Saved, type Toast } from '../state/toasts';
import { fill, text } from '../text/en';
import { sheetText } from '../text/sheets';
import { inBackground, reportFailure } from './failures';

/** The format that a result will have. */
export function formatOf(choices: ExportChoices, summary: PhotoSummary | undefined): OutputFormat {
  return resultFormat(kindOf(summary), choices.format);
}

/** 'Save JPEG'. */
export function saveLabel(choices: ExportChoices, summary: PhotoSummary | undefined): string {
  return fill(text.panel.save, { format: formats[formatOf(choices, summary)].label });
}

/** Undoes a save by removing the file it wrote. */
export async function undoSave({ id, saved, onUndone }: Extract<Toast, { kind: 'saved' }>): Promise<void> {
  const { save, name } = saved;
  dropToast(id);
  try {
    await call('save.undo', { save });
    onUndone();
    addToast({ kind: 'note', message: fill(sheetText.save.undone, { name: name ?? '' }) });
  } catch (error) {
    reportFailure(error, name ?? '');
  }
}

export function revealSave({ save, name }: Saved): void {
  inBackground(call('save.reveal', { save }), name ?? '');
}
