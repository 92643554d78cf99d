import { isAbort } from '@contract';
import { call } from '../bridge';
import { addToast, dropToast, replaceToast } from '../state/toasts';
import { batchText } from '../text/batch';
import { fill } from '../text/en';
import { reportFailure } from './failures';

const words = batchText.run;

/** Writes the report of the last batch and shows it. */
export async function showReport(): Promise<void> {
  const controller = new AbortController();
  const saying = (message: string, progress: number | null) => ({
    kind: 'saving' as const,
    message,
    progress,
    cancel: () => {
      controller.abort();
    },
  });
  const id = addToast(saying(words.reporting, null));
  try {
    await call(
      'batch.report',
      {},
      {
        signal: controller.signal,
        onProgress: ({ done, total }) => {
          const message = fill(words.reportingSome, { done, total });
          replaceToast(id, saying(message, total === 0 ? null : done / total));
        },
      },
    );
  } catch (error) {
    if (!isAbort(error)) reportFailure(error, '');
  } finally {
    dropToast(id);
  }
}
