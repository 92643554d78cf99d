import type { PhotoHandle } from '@contract';
import { call, fetchPicture } from '../../../bridge';
import { markDamaged, photos, setPhoto } from '../../../state/photos';
import { failureOf } from '../../../actions/failures';
import { isIdle } from './pipeline';
import { engineLook } from './settings';
import { setOriginalThumb, setResultThumb } from './thumbs';

/** Long edge of drafts of hidden photos, enough for their thumbnails. */
const draftSize = 384;

type Task = { photo: PhotoHandle; kind: 'thumb' | 'draft'; controller: AbortController };

let running: Task | null = null;

function nextTask(): Task | null {
  const { order, byId, active } = photos.getState();
  const others = order.flatMap((photo) => {
    const found = byId[photo];
    return photo === active || found?.error !== null ? [] : [found];
  });
  const bare = others.find(({ thumb }) => thumb === null);
  if (bare !== undefined)
    return { photo: bare.entry.photo, kind: 'thumb', controller: new AbortController() };
  const waiting = others.find(({ status }) => status === 'waiting');
  if (waiting === undefined || !isIdle() || engineLook(waiting.entry.photo).inference.model === '')
    return null;
  return { photo: waiting.entry.photo, kind: 'draft', controller: new AbortController() };
}

/** Makes thumbnails and small results of hidden photos, one at a time. The shown photo has priority. */
export function pumpBackground(): void {
  if (running !== null) {
    const isOvertaken = running.photo === photos.getState().active || (running.kind === 'draft' && !isIdle());
    if (!isOvertaken) return;
    running.controller.abort();
    if (running.photo !== photos.getState().active) setPhoto(running.photo, { status: 'waiting' });
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
  const { picture, damage } = await call('photos.preview', { photo, size: 256 }, { signal });
  setOriginalThumb(photo, await fetchPicture(photo, picture, signal));
  if (damage !== undefined) markDamaged(photo, 'damaged', damage);
}

async function makeDraft({ photo, controller: { signal } }: Task): Promise<void> {
  setPhoto(photo, { status: 'working' });
  const { inference } = engineLook(photo);
  const answer = await call('photos.draft', { photo, size: draftSize, inference }, { signal });
  const picture = await fetchPicture(photo, answer.picture, signal);
  setPhoto(photo, { status: 'draft' });
  setResultThumb(photo, picture);
}
