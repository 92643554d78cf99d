import type { PhotoEntry, SetRole } from '@contract';
import { reportFailure } from '../../../actions/failures';
import { hold, letGo } from '../../../actions/handles';
import { call, openFiles } from '../../../bridge';
import { addToast } from '../../../state/toasts';
import { evaluateText } from '../../../text/evaluate';
import { derived } from '../state/derived';
import { evaluate, setEvaluate } from '../state/evaluate';
import { withoutPhotos } from '../state/mends';
import { setsOf, withRole, withSets } from '../state/pairs';

/** Keeps the pictures open. */
export const holder = 'evaluate';

function take(entries: readonly PhotoEntry[]): void {
  if (entries.length === 0) return;
  const { sets } = evaluate.getState();
  const added = setsOf(entries, sets);
  if (added.length === 0) {
    addToast({ kind: 'error', message: evaluateText.known, action: '' });
    return;
  }
  for (const { pictures } of added) for (const { photo } of pictures) hold(photo, holder);
  setEvaluate({ sets: withSets(sets, added) });
  // The shown pair stays when figures change the order.
  setEvaluate({ shown: derived().shown?.key ?? null });
}

async function opening(entries: Promise<readonly PhotoEntry[]>): Promise<void> {
  try {
    take(await entries);
  } catch (error) {
    reportFailure(error, '');
  }
}

export function openFolders(): void {
  void opening(call('pairs.open', { what: 'folders' }));
}

export function openSingleFiles(): void {
  void opening(call('pairs.open', { what: 'files' }));
}

export function openSamples(): void {
  void opening(call('pairs.samples', {}));
}

/** Folders or files that were dropped. */
export function dropPairs(files: readonly File[]): void {
  void opening(openFiles(files, { kind: 'pairs' }));
}

export function removeSet(id: string): void {
  const { sets, mends } = evaluate.getState();
  const gone = sets.filter((set) => set.id === id).flatMap(({ pictures }) => pictures);
  const photos = gone.map(({ photo }) => photo);
  setEvaluate({ sets: sets.filter((set) => set.id !== id), mends: withoutPhotos(mends, photos) });
  letGo(photos, holder);
}

export function setRole(id: string, role: SetRole): void {
  setEvaluate({ sets: withRole(evaluate.getState().sets, id, role) });
}
