import {
  withoutPaths,
  type BatchPhoto,
  type BatchPhotoState,
  type ExportChoices,
  type Look,
  type PhotoHandle,
  type SavedFile,
} from '@contract';
import type { EntryId, JournalSpot, Queue, QueueEntry } from '@jobs';
import { countsOf, type StateCounts } from './batchWhole';

/** A photo of the window's batch. `settled`: it has its outcome without ever waiting. */
export type BatchItem = {
  readonly photo: PhotoHandle;
  readonly look: Look;
  readonly choices: ExportChoices;
} & (
  | { readonly id: EntryId; readonly spot: JournalSpot | undefined }
  | { readonly settled: Pick<BatchPhoto, 'state' | 'error' | 'reason' | 'saved'> }
);

type Told = { readonly item: BatchItem; readonly entry: unknown; readonly progress: unknown };

/** The photos of the window's batch, in their order, and what the page was told of them. */
export class BatchItems {
  readonly #items = new Map<PhotoHandle, BatchItem>();
  readonly #byId = new Map<EntryId, PhotoHandle>();
  readonly #told = new Map<PhotoHandle, Told>();
  /** Photos that were over when the last batch began, as they were then. */
  readonly #earlier = new Map<PhotoHandle, Pick<Told, 'item' | 'entry'>>();
  #isMoved = false;

  /** @param savedAs the saved file of a result, by its absolute path */
  constructor(private readonly savedAs: (output: string) => SavedFile | undefined) {}

  get size(): number {
    return this.#items.size;
  }

  get(photo: PhotoHandle): BatchItem | undefined {
    return this.#items.get(photo);
  }

  all(): BatchItem[] {
    return [...this.#items.values()];
  }

  /** Puts a photo last, also if it was there before. */
  put(item: BatchItem): void {
    if (this.#items.delete(item.photo)) this.#isMoved = true;
    this.#items.set(item.photo, item);
    if ('id' in item) this.#byId.set(item.id, item.photo);
  }

  /** Gives a photo another look. It keeps its place. */
  adjust(photo: PhotoHandle, look: Look): void {
    const item = this.#items.get(photo);
    if (item !== undefined) this.#items.set(photo, { ...item, look });
  }

  remove(photos: readonly PhotoHandle[]): void {
    for (const photo of photos) this.#items.delete(photo);
  }

  /** The photo of an entry, as long as it is that photo's latest. */
  photoOf(id: EntryId): PhotoHandle | undefined {
    const photo = this.#byId.get(id);
    const item = photo === undefined ? undefined : this.#items.get(photo);
    return item !== undefined && 'id' in item && item.id === id ? photo : undefined;
  }

  idsOf(photos: readonly PhotoHandle[]): EntryId[] {
    return photos.flatMap((photo) => {
      const item = this.#items.get(photo);
      return item !== undefined && 'id' in item ? [item.id] : [];
    });
  }

  /** A batch begins. What is over belongs to those before. */
  age(queue: Queue): void {
    this.#earlier.clear();
    for (const item of this.#items.values()) {
      const state = this.stateOf(item, queue);
      if (state === 'queued' || state === 'running') continue;
      this.#earlier.set(item.photo, { item, entry: entryOf(item, queue) });
    }
  }

  /** Takes over the order of the queue. Photos that never waited keep their places. */
  follow({ order }: Queue): void {
    const queued = order.flatMap((id) => {
      const photo = this.photoOf(id);
      const item = photo === undefined ? undefined : this.#items.get(photo);
      return item === undefined ? [] : [item];
    });
    const items = this.all().map((item) => ('id' in item ? (queued.shift() ?? item) : item));
    this.#items.clear();
    for (const item of items) this.#items.set(item.photo, item);
    this.#isMoved = true;
  }

  photoStates(queue: Queue): BatchPhoto[] {
    return this.all().map((item) => this.#photoState(item, queue));
  }

  counts(queue: Queue): StateCounts {
    return countsOf(this.all().map((item) => this.stateOf(item, queue)));
  }

  stateOf(item: BatchItem, { entries }: Queue): BatchPhotoState {
    if ('settled' in item) return item.settled.state;
    return entries.get(item.id)?.state ?? 'cancelled';
  }

  /** What changed since it was asked last. */
  changes(queue: Queue): { changed: BatchPhoto[]; gone: PhotoHandle[]; order?: PhotoHandle[] } {
    const gone = [...this.#told.keys()].filter((photo) => !this.#items.has(photo));
    for (const photo of gone) this.#told.delete(photo);
    const changed: BatchPhoto[] = [];
    for (const item of this.#items.values()) {
      const id = 'id' in item ? item.id : -1;
      const now = { item, entry: entryOf(item, queue), progress: queue.progress.get(id) };
      const told = this.#told.get(item.photo);
      if (told?.item === item && told.entry === now.entry && told.progress === now.progress) continue;
      this.#told.set(item.photo, now);
      changed.push(this.#photoState(item, queue));
    }
    const order = this.#isMoved ? [...this.#items.keys()] : undefined;
    this.#isMoved = false;
    return { changed, gone, ...(order !== undefined && { order }) };
  }

  #photoState(item: BatchItem, queue: Queue): BatchPhoto {
    return {
      ...this.#stateIn(item, queue),
      ...(this.#isEarlier(item, queue) && { isEarlier: true as const }),
    };
  }

  #isEarlier(item: BatchItem, queue: Queue): boolean {
    const earlier = this.#earlier.get(item.photo);
    return earlier?.item === item && earlier.entry === entryOf(item, queue);
  }

  #stateIn(item: BatchItem, queue: Queue): BatchPhoto {
    const { photo, look } = item;
    if ('settled' in item) return { photo, look, ...item.settled };
    const progress = queue.progress.get(item.id);
    const entry = queue.entries.get(item.id);
    if (entry === undefined) return { photo, look, state: 'cancelled' };
    const { state, record } = entry;
    const saved = this.savedAs(record?.output ?? '');
    return {
      ...{ photo, look, state },
      ...(progress && { progress }),
      ...errorOf(entry),
      ...(record?.reason && { reason: record.reason }),
      ...(saved && { saved }),
    };
  }
}

function entryOf(item: BatchItem, { entries }: Queue): QueueEntry | undefined {
  return 'id' in item ? entries.get(item.id) : undefined;
}

/** The failure without the folders of the photo. */
function errorOf({ failure, job }: QueueEntry): Pick<BatchPhoto, 'error'> {
  return failure === undefined ? {} : { error: withoutPaths(failure, [job.input, job.output]).toWire() };
}
