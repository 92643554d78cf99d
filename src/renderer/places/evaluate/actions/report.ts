import { isAbort } from '@contract';
import { reportFailure } from '../../../actions/failures';
import { call } from '../../../bridge';
import { openSheet } from '../../../state/frame';
import { addToast, dropToast, replaceToast } from '../../../state/toasts';
import { fill } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { evaluate, setEvaluate } from '../state/evaluate';
import { comparedSets, hasFigures } from '../state/wish';

const words = evaluateText.report;

/** Asks for a file, and writes what was measured to it. */
export async function exportReport(): Promise<void> {
  const sets = comparedSets();
  if (sets === null || !hasFigures() || evaluate.getState().isReporting) return;
  const controller = new AbortController();
  const saying = (message: string, progress: number | null) => ({
    ...{ kind: 'saving' as const, message, progress },
    cancel: () => {
      controller.abort();
    },
  });
  setEvaluate({ isReporting: true });
  const toast: { id: number | null } = { id: null };
  try {
    const written = await call('evaluation.report', sets, {
      signal: controller.signal,
      // The first word comes after the dialog.
      onProgress: ({ stage, done, total }) => {
        const isPictures = stage === 'report';
        const message = fill(isPictures ? words.pictures : words.reading, { done, total });
        const now = saying(message, isPictures && total > 0 ? done / total : null);
        if (toast.id === null) toast.id = addToast(now);
        else replaceToast(toast.id, now);
      },
    });
    if (written !== null) addToast({ kind: 'note', message: fill(words.done, written) });
  } catch (error) {
    if (!isAbort(error)) reportFailure(error, '');
  } finally {
    if (toast.id !== null) dropToast(toast.id);
    setEvaluate({ isReporting: false });
  }
}

/** Shows the command, versions and hashes. */
export function openReproduce(): void {
  if (comparedSets() !== null && hasFigures()) openSheet('reproduce');
}
