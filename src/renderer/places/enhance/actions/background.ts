import { tilePictureSize as size, type PhotoHandle } from '@contract';
import { call, fetchPicture, type Picture } from '../../../bridge';
import { batch } from '../../../state/batch';
import { isUnread, markDamaged, photos, setPhoto, type PhotoView } from '../../../state/photos';
import { places } from '../../../state/places';
import { sight } from '../../../state/sight';
import { failureOf } from '../../../actions/failures';
import { isIdle } from './pipeline';
import { engineLook } from '../../../actions/settings';
import { setOriginalThumb, setResultThumb } from '../../../actions/thumbs';

type Task = { photo: PhotoHandle; kind: 'thumb' | 'draft'; controller: AbortController };

let running: Task | null = null;
/** The thumbnails whose result was made once. It may not have come to anything. */
const drafted = new Map<PhotoHandle, Picture>();

function nextTask(): Task | null {
  const { byId } = photos.getState();
  const active = stagePhoto();
  const others = sight.getState().photos.flatMap((photo) => {
    const found = byId[photo];
    return found === undefined || photo === active || found.error !== null || isUnread(found) ? [] : [found];
  });
  const bare = others.find(({ thumb }) => thumb === null);
  if (bare !== undefined)
    return { photo: bare.entry.photo, kind: 'thumb', controller: new AbortController() };
  const waiting = others.find(needsDraft);
  if (waiting === undefined || !isIdle() || engineLook(waiting.entry.photo).inference.model === '')
    return null;
  return { photo: waiting.entry.photo, kind: 'draft', controller: new AbortController() };
}

/** The photo on the stage, whose pictures `pump` makes. */
function stagePhoto(): PhotoHandle | null {
  return places.getState().shown === 'enhance' ? photos.getState().active : null;
}

/**
 * A thumbnail that was dropped and made again lacks its result, whatever the status says. In the place of batches results are shown
 * of finished photos alone, and the network has other work.
 */
function needsDraft({ entry, status, thumb }: PhotoView): boolean {
  const isInBatch = places.getState().shown === 'batch';
  if (isInBatch && batch.getState().jobs[entry.photo]?.state !== 'done') return false;
  if (status === 'waiting') return true;
  const isHalf = thumb !== null && thumb.result === null && drafted.get(entry.photo) !== thumb.original;
  return isHalf && (status === 'draft' || status === 'done');
}

/** Makes thumbnails and small results of the photos in sight, one at a time. The shown photo has priority. */
export function pumpBackground(): void {
  if (running !== null) {
    const isGone = !sight.getState().photos.includes(running.photo);
    const isShown = running.photo === stagePhoto();
    const isOvertaken = isShown || (running.kind === 'draft' && (isGone || !isIdle()));
    if (!isOvertaken) return;
    running.controller.abort();
    if (!isShown) setPhoto(running.photo, { status: 'waiting' });
    running = null;
  }
  const task = nextTask();
  if (task !== null) void run(task);
}

async function run(task: Task): Promise<void> {
  running = task;
  try {
    await (task.kind === 'thumb' ? makeThumb(task) : makeDraft(task));
  } catch (error) {
    const { photo } = task;
    const wire = failureOf(error, photos.getState().byId[photo]?.entry.name ?? '');
    if (wire !== null) setPhoto(photo, { status: 'failed', error: wire });
  }
  if (running !== task) return;
  running = null;
  pumpBackground();
}

async function makeThumb({ photo, controller: { signal } }: Task): Promise<void> {
  const { picture, damage } = await call('photos.preview', { photo, size }, { signal });
  setOriginalThumb(photo, await fetchPicture(photo, picture, signal));
  if (damage !== undefined) markDamaged(photo, 'damaged', damage);
}

async function makeDraft({ photo, controller: { signal } }: Task): Promise<void> {
  setPhoto(photo, { status: 'working' });
  const { inference } = engineLook(photo);
  const answer = await call('photos.draft', { photo, size, inference }, { signal });
  const picture = await fetchPicture(photo, answer.picture, signal);
  const original = photos.getState().byId[photo]?.thumb?.original;
  if (original !== undefined) drafted.set(photo, original);
  setResultThumb(photo, picture, { status: 'draft' });
}
