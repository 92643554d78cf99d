import type { PhotoHandle } from '@contract';
import { call } from '../bridge';
import { showPlace } from '../state/places';
import { unfinished } from '../state/unfinished';
import { inBackground, reportFailure } from './failures';
import { takeLooksOf } from './followBatch';
import { takePhotos } from './photoSet';

/** Asks which batches stopped before their end. */
export async function readUnfinished(): Promise<void> {
  try {
    unfinished.setState({ list: await call('batch.unfinished', {}) });
  } catch (error) {
    reportFailure(error, '');
  }
}

/** Continues a batch. Its photos join the set with the settings that they have there. */
export async function continueBatch(batch: PhotoHandle): Promise<void> {
  if (unfinished.getState().opening !== null) return;
  unfinished.setState({ opening: batch, progress: null });
  try {
    const entries = await call(
      'batch.continue',
      { batch },
      {
        onProgress: (progress) => {
          unfinished.setState({ progress });
        },
      },
    );
    takePhotos(entries);
    takeLooksOf(entries.map(({ photo }) => photo));
    showPlace('batch');
  } catch (error) {
    reportFailure(error, '');
  } finally {
    unfinished.setState({ opening: null, progress: null });
    await readUnfinished();
  }
}

export function forgetBatch(batch: PhotoHandle): void {
  unfinished.setState(({ list }) => ({ list: list.filter((one) => one.batch !== batch) }));
  inBackground(call('batch.forget', { batch }), '');
}
