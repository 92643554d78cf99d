import { isAbort, type BatchOutline, type PhotoHandle, type SavedFile } from '@contract';
import { cancelBatch, startBatch, startFirst } from '../../../actions/batch';
import { reportFailure } from '../../../actions/failures';
import { call } from '../../../bridge';
import { batch, isOpen, type Job } from '../../../state/batch';
import { dropSave, openPhoto } from '../../../state/photos';
import { addToast, dropToast, replaceToast } from '../../../state/toasts';
import { counted, fill } from '../../../text/en';
import { sheetText } from '../../../text/sheets';

const words = sheetText.save;
/** More lines would fill the window. */
const mostLines = 3;
/** All of the chosen photos are saved, whatever is chosen for the photos of the Batch place. */
const all = { copyRest: false, series: false };

type Written = { readonly photo: PhotoHandle; readonly saved: SavedFile };

/** Saves photos with their present looks and the last export settings: one line of progress, and one message at the end. */
export async function saveMany(handles: readonly PhotoHandle[]): Promise<void> {
  const saves = new Saves(handles);
  const controller = new AbortController();
  const cancel = (): void => {
    controller.abort();
    cancelBatch(saves.open());
  };
  const saying = () => {
    const { over, share } = saves.progress();
    const message = fill(words.savingMany, { count: handles.length, done: over });
    return { kind: 'saving' as const, message, progress: share, cancel };
  };
  const id = addToast(saying());
  const stop = batch.subscribe(() => {
    replaceToast(id, saying());
  });
  try {
    const outline = await startBatch(handles, all, { signal: controller.signal });
    if (outline !== null) {
      // A person waits for these.
      startFirst(handles);
      await saves.untilOver(outline);
    }
    replaceToast(id, summaryOf(saves.ended()));
  } catch (error) {
    dropToast(id);
    if (!isAbort(error)) reportFailure(error, '');
  } finally {
    stop();
  }
}

type Ended = { readonly photo: PhotoHandle; readonly job: Job | undefined };

/** Photos on their way through the batch. One that was over there before tells nothing until its job is another. */
class Saves {
  readonly #before = batch.getState().jobs;

  constructor(private readonly photos: readonly PhotoHandle[]) {}

  #job(photo: PhotoHandle): Job | undefined {
    const job = batch.getState().jobs[photo];
    return job === this.#before[photo] && !isOpen(job) ? undefined : job;
  }

  open(): PhotoHandle[] {
    return this.photos.filter((photo) => isOpen(this.#job(photo)));
  }

  ended(): Ended[] {
    return this.photos.map((photo) => ({ photo, job: this.#job(photo) }));
  }

  progress(): { over: number; share: number } {
    const jobs = this.photos.map((photo) => this.#job(photo));
    return {
      over: jobs.filter((job) => job !== undefined && !isOpen(job)).length,
      share: jobs.reduce((sum, job) => sum + shareOf(job), 0) / this.photos.length,
    };
  }

  /** Photos of the outline are told of soon, as long as they are open. */
  untilOver(outline: BatchOutline): Promise<void> {
    const planned = plannedIn(outline);
    const isOver = (photo: PhotoHandle): boolean => {
      const job = this.#job(photo);
      return job === undefined ? !planned.has(photo) || openPhoto(photo) === null : !isOpen(job);
    };
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.photos.every(isOver)) return;
        stop();
        resolve();
      };
      const stop = batch.subscribe(look);
      look();
    });
  }
}

function plannedIn({ folders, left, skipped, refused }: BatchOutline): ReadonlySet<PhotoHandle> {
  const files = folders.flatMap((folder) => folder.files);
  return new Set([...files, ...left, ...skipped, ...refused].map(({ photo }) => photo));
}

function shareOf(job: Job | undefined): number {
  if (job === undefined || job.state === 'queued') return 0;
  return job.state === 'running' ? (job.progress ?? 0) : 1;
}

function summaryOf(ended: readonly Ended[]) {
  const { saved: saves, skipped: skips, failed, cancelled, more } = words.many;
  const written = ended.flatMap(({ photo, job }): Written[] =>
    job?.state === 'done' && job.saved !== null ? [{ photo, saved: job.saved }] : [],
  );
  const failures = ended.flatMap(({ job }) =>
    job?.state === 'failed' && job.error !== null ? [`${job.error.message} ${job.error.action}`] : [],
  );
  const skipped = ended.filter(({ job }) => job?.state === 'skipped').length;
  const left = ended.length - written.length - failures.length - skipped;
  const parts = [
    counted(saves, written.length),
    ...(skipped > 0 ? [counted(skips, skipped)] : []),
    ...(failures.length > 0 ? [counted(failed, failures.length)] : []),
    ...(left > 0 ? [counted(cancelled, left)] : []),
  ];
  const rest = failures.length - mostLines;
  const lines = [...failures.slice(0, mostLines), ...(rest > 0 ? [fill(more, { count: rest })] : [])];
  const undoable = written.filter(({ saved }) => saved.canUndo);
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
