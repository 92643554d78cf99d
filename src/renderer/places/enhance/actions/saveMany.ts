import { isAbort, type PhotoHandle, type SavedFile } from '@contract';
import { failureOf, reportFailure } from '../../../actions/failures';
import { saveProgress } from '../../../actions/saves';
import { call } from '../../../bridge';
import type { Adjustments } from '../../../state/look';
import { addSave, dropSave, openPhoto } from '../../../state/photos';
import { preferences } from '../../../state/preferences';
import { addToast, replaceToast } from '../../../state/toasts';
import { counted, fill } from '../../../text/en';
import { sheetText } from '../../../text/sheets';
import { currentLook, engineLook } from '../../../actions/settings';

const words = sheetText.save;
/** Enough for one photo to be read and another to be written while a third is in the network. */
const atOnce = 3;
/** More lines would fill the window. */
const mostLines = 3;

type Written = { readonly photo: PhotoHandle; readonly saved: SavedFile };
type Outcome = {
  readonly written: readonly Written[];
  readonly skipped: number;
  readonly failures: readonly string[];
  readonly left: number;
};
type Wish = { readonly photo: PhotoHandle; readonly name: string; readonly look: Adjustments };
type Watch = { readonly signal: AbortSignal; readonly onProgress: (done: number, share: number) => void };

/** Saves photos with their present looks and the last export settings: one line of progress, and one message at the end. */
export async function saveMany(handles: readonly PhotoHandle[]): Promise<void> {
  const wishes = handles.flatMap((photo): Wish[] => {
    const name = openPhoto(photo)?.entry.name;
    return name === undefined ? [] : [{ photo, name, look: currentLook(photo) }];
  });
  const controller = new AbortController();
  const saying = (done: number, progress: number) => ({
    kind: 'saving' as const,
    message: fill(words.savingMany, { count: wishes.length, done }),
    progress,
    cancel: () => {
      controller.abort();
    },
  });
  const id = addToast(saying(0, 0));
  const outcome = await writeAll(wishes, {
    signal: controller.signal,
    onProgress: (done, share) => {
      replaceToast(id, saying(done, share));
    },
  });
  replaceToast(id, summaryOf(outcome));
}

/** Writes the results one by one. The choices are those of the start, whatever is changed meanwhile. */
async function writeAll(wishes: readonly Wish[], { signal, onProgress }: Watch): Promise<Outcome> {
  const { exportChoices: choices } = preferences.getState();
  const queue = wishes.map((wish) => ({ ...wish, engine: engineLook(wish.photo) }));
  const shares = new Map<PhotoHandle, number>();
  const written: Written[] = [];
  const failures: string[] = [];
  let [skipped, left] = [0, 0];
  const told = (photo: PhotoHandle, share: number): void => {
    shares.set(photo, share);
    const sum = [...shares.values()].reduce((total, one) => total + one, 0);
    onProgress(written.length + skipped + failures.length, sum / wishes.length);
  };
  const writeNext = async (): Promise<void> => {
    for (let wish = queue.shift(); wish !== undefined; wish = queue.shift()) {
      const { photo, look, engine, name } = wish;
      try {
        const onStep = (step: Parameters<typeof saveProgress>[0]): void => {
          told(photo, saveProgress(step) ?? 0);
        };
        const saved = await call(
          'save.write',
          { photo, look: engine, choices },
          { signal, onProgress: onStep },
        );
        if (saved.name === null) skipped += 1;
        else {
          written.push({ photo, saved });
          addSave(photo, { save: saved.save, look });
        }
      } catch (error) {
        if (isAbort(error)) left += 1;
        else failures.push(sentenceOf(error, name));
      }
      told(photo, 1);
      if (signal.aborted) left += queue.splice(0).length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, writeNext));
  return { written, skipped, failures, left };
}

function sentenceOf(error: unknown, name: string): string {
  const wire = failureOf(error, name);
  return wire === null ? '' : `${wire.message} ${wire.action}`;
}

function summaryOf({ written, skipped, failures, left }: Outcome) {
  const { saved, skipped: skips, failed, cancelled, more } = words.many;
  const parts = [
    counted(saved, written.length),
    ...(skipped > 0 ? [counted(skips, skipped)] : []),
    ...(failures.length > 0 ? [counted(failed, failures.length)] : []),
    ...(left > 0 ? [counted(cancelled, left)] : []),
  ];
  const rest = failures.length - mostLines;
  const lines = [...failures.slice(0, mostLines), ...(rest > 0 ? [fill(more, { count: rest })] : [])];
  const undoable = written.filter((one) => one.saved.canUndo);
  return {
    kind: 'summary' as const,
    message: parts.join(' '),
    lines,
    saved: written[0]?.saved ?? null,
    ...(undoable.length > 0 && {
      undo: () => {
        void undoAll(undoable);
      },
    }),
  };
}

async function undoAll(written: readonly Written[]): Promise<void> {
  let count = 0;
  for (const { photo, saved } of written) {
    try {
      await call('save.undo', { save: saved.save });
      dropSave(photo, saved.save);
      count += 1;
    } catch (error) {
      reportFailure(error, saved.name ?? '');
    }
  }
  addToast({ kind: 'note', message: counted(words.undoneMany, count) });
}
