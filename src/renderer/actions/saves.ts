import { formats, type ExportChoices, type OutputFormat, type PhotoSummary } from '@contract';
import { resultFormat } from '@core';
import { call } from '../bridge';
import { addToast, dropToast, type Saved, type Toast } from '../state/toasts';
import { fill, text } from '../text/en';
import { sheetText } from '../text/sheets';
import { inBackground, reportFailure } from './failures';

/** The format that a result will have. */
export function formatOf(choices: ExportChoices, summary: PhotoSummary | undefined): OutputFormat {
  return resultFormat(summary?.format ?? 'jpeg', choices.format);
}

/** Progress of a save, from the progress of its stage. Null while the file is being read. */
export function saveProgress(progress: { stage: string; done: number; total: number }): number | null {
  const share = progress.total === 0 ? 0 : progress.done / progress.total;
  if (progress.stage === 'decode') return null;
  return progress.stage === 'inference' ? share * 0.9 : 0.9 + share * 0.1;
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
