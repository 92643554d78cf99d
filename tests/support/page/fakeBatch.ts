/** @file The batch of the stand-in for the main process: three photos at a time, events as main sends them. */
import type {
  AppEvent,
  BatchAdjustment,
  BatchOutline,
  BatchPhoto,
  BatchState,
  BatchWish,
  CallInput,
  Look,
  PhotoEntry,
  PhotoHandle,
  UnfinishedBatch,
  WireError,
} from '@contract';
import { named, photoOf } from './fakeLibrary';

export type BatchTies = {
  readonly emit: (event: AppEvent) => void;
  readonly nameOf: (wish: CallInput<'save.example'>) => { name: string; folder: string };
  /** Photos wait in the middle while 'batch.run' is held. */
  readonly isHeld: () => boolean;
  /** What 'batch.run' fails with. */
  readonly failure: () => WireError | undefined;
};

const atOnce = 3;
const halting = new Set(['output.noSpace', 'output.notWritable', 'output.notAFolder']);
const plainLook: Look = {
  inference: { model: 'candela', controls: {}, provider: 'auto' },
  mix: { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } },
};

/** 'many 12.jpg' is darker than 'many 13.jpg'. All others are dark. Null: not a photo. */
export function medianOf({ entry: { name, error } }: { entry: PhotoEntry }): number | null {
  if (error !== undefined) return null;
  const number = /^many (\d+)\.jpg$/.exec(name)?.[1];
  return number === undefined ? 0.08 : 0.05 + ((Number(number) % 12) / 12) ** 2 * 0.7;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export class FakeBatch {
  readonly #photos = new Map<PhotoHandle, BatchPhoto>();
  #order: PhotoHandle[] = [];
  #whole: Omit<BatchState, 'photos'> = { status: 'idle', activeMs: 0, watching: null };
  #changed = new Set<PhotoHandle>();
  #gone: PhotoHandle[] = [];
  #isMoved = false;
  #isTelling = false;
  #saves = 0;
  #choices: BatchWish['choices'] | null = null;
  /** What `batch.unfinished` lists. */
  unfinished: UnfinishedBatch[] = [];
  /** Names of the photos of a batch that is continued, and how many of them are done. */
  continued = { names: ['street.jpg', 'room.jpg', 'landscape.jpg'], done: 1, strength: 0.5 };
  /** Names of photos whose results exist. */
  taken = new Set<string>();

  constructor(private readonly ties: BatchTies) {}

  state(): BatchState {
    return { ...this.#whole, photos: this.#order.flatMap((photo) => this.#photos.get(photo) ?? []) };
  }

  plan({ photos, looks, choices, batch }: BatchWish): BatchOutline {
    const outline: BatchOutline = { folders: [], left: [], skipped: [], refused: [], series: [] };
    const files: { photo: PhotoHandle; name: string }[] = [];
    let folder = '';
    for (const { photo, look } of photos) {
      const known = photoOf(photo);
      const median = medianOf(known);
      const { error } = known.entry;
      const target = this.ties.nameOf({ photo, look: looks[look] ?? plainLook, choices });
      folder = target.folder;
      if (error !== undefined) outline.refused.push({ photo, error });
      else if (batch.onlyDark !== undefined && median !== null && median > batch.onlyDark)
        outline.left.push({ photo, isCopied: batch.copyRest });
      else if (this.taken.has(known.entry.name)) outline.skipped.push({ photo, name: target.name });
      else files.push({ photo, name: target.name });
    }
    if (files.length > 0) outline.folders.push({ folder, files });
    if (batch.series && files.length > 2) outline.series.push(files.slice(0, 3).map(({ photo }) => photo));
    return outline;
  }

  start(wish: BatchWish): BatchOutline {
    const outline = this.plan(wish);
    const lookOf = new Map(wish.photos.map(({ photo, look }) => [photo, wish.looks[look] ?? plainLook]));
    const put = (photo: PhotoHandle, state: BatchPhoto['state'], more: Partial<BatchPhoto> = {}): void => {
      this.#put({ photo, state, look: lookOf.get(photo) ?? plainLook, ...more });
    };
    for (const { photo, error } of outline.refused) put(photo, 'failed', { error });
    for (const { photo, isCopied } of outline.left)
      put(photo, 'skipped', { reason: isCopied ? 'copied' : 'wellLit' });
    for (const { photo, name } of outline.skipped)
      put(photo, 'skipped', { reason: 'exists', saved: { ...this.#saved(photo), name } });
    this.#choices = wish.choices;
    for (const { files } of outline.folders)
      for (const { photo } of files) if (this.#photos.get(photo)?.state !== 'running') put(photo, 'queued');
    this.#go();
    this.#tellNow();
    return outline;
  }

  #go(): void {
    const { activeMs, watching } = this.#whole;
    this.#whole = { status: 'running', activeMs, watching };
    this.#fill();
  }

  #put(photo: BatchPhoto): void {
    if (!this.#photos.has(photo.photo)) this.#order.push(photo.photo);
    this.#photos.set(photo.photo, photo);
    this.#changed.add(photo.photo);
    this.#tell();
  }

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#tellNow();
    }, 20);
  }

  #tellNow(): void {
    this.#isTelling = false;
    const changed = [...this.#changed].flatMap((photo) => this.#photos.get(photo) ?? []);
    const order = this.#isMoved ? { order: [...this.#order] } : {};
    this.ties.emit({ kind: 'batch', ...this.#whole, changed, gone: this.#gone, ...order });
    this.#changed = new Set();
    this.#gone = [];
    this.#isMoved = false;
  }

  #count(state: BatchPhoto['state']): number {
    return [...this.#photos.values()].filter((photo) => photo.state === state).length;
  }

  #fill(): void {
    while (this.#whole.status === 'running' && this.#count('running') < atOnce) {
      const next = this.#order.find((photo) => this.#photos.get(photo)?.state === 'queued');
      if (next === undefined) break;
      void this.#work(next);
    }
    const isAtWork = this.#count('running') > 0;
    if (this.#whole.status === 'pausing' && !isAtWork) this.#whole = { ...this.#whole, status: 'paused' };
    if (this.#whole.status === 'running' && !isAtWork)
      this.#whole = { ...this.#whole, status: this.#order.length === 0 ? 'idle' : 'finished' };
    this.#tell();
  }

  async #work(photo: PhotoHandle): Promise<void> {
    const isMine = (): boolean => this.#photos.get(photo)?.state === 'running';
    this.#change(photo, { state: 'running', progress: { stage: 'inference', done: 0, total: 4 } });
    for (let done = 1; done <= 4; done += 1) {
      await pause(5);
      while (done === 2 && this.ties.isHeld() && isMine()) await pause(10);
      if (!isMine()) break;
      this.#change(photo, { progress: { stage: 'inference', done, total: 4 } });
    }
    if (isMine()) this.#end(photo);
    this.#whole = { ...this.#whole, activeMs: this.#whole.activeMs + 500 };
    this.#fill();
  }

  #end(photo: PhotoHandle): void {
    const error = this.ties.failure();
    const known = this.#photos.get(photo);
    if (known === undefined) return;
    const { look } = known;
    if (error === undefined) this.#put({ photo, state: 'done', look, saved: this.#saved(photo) });
    else if (halting.has(error.code)) {
      this.#put({ photo, state: 'queued', look });
      this.#whole = { ...this.#whole, status: 'pausing', halt: error };
    } else this.#put({ photo, state: 'failed', look, error });
  }

  #saved(photo: PhotoHandle) {
    this.#saves += 1;
    const save = (0xf0_0000 + this.#saves).toString(16).padStart(32, '0');
    const look = this.#photos.get(photo)?.look ?? plainLook;
    const target = this.ties.nameOf({ photo, look, choices: this.#choices ?? {} });
    return { save, ...target, canUndo: true, provider: 'cpu' as const, totalMs: 5100, notices: [] };
  }

  #change(photo: PhotoHandle, patch: Partial<BatchPhoto>): void {
    const known = this.#photos.get(photo);
    if (known !== undefined) this.#put({ ...known, ...patch });
  }

  pause(): void {
    if (this.#whole.status === 'running') this.#whole = { ...this.#whole, status: 'pausing' };
    this.#fill();
  }

  resume(): void {
    this.#go();
  }

  cancel(photos: readonly PhotoHandle[] = this.#order): void {
    for (const photo of photos) {
      const known = this.#photos.get(photo);
      if (known?.state !== 'queued' && known?.state !== 'running') continue;
      this.#put({ photo, state: 'cancelled', look: known.look });
    }
    if (this.#whole.status !== 'idle') this.#whole = { ...this.#whole, status: 'running' };
    this.#fill();
  }

  retry(photos: readonly PhotoHandle[]): void {
    for (const photo of photos) {
      const known = this.#photos.get(photo);
      if (known?.state === 'failed' || known?.state === 'cancelled')
        this.#put({ photo, state: 'queued', look: known.look });
    }
    this.#go();
  }

  remove(photos: readonly PhotoHandle[]): void {
    const gone = photos.filter((photo) => this.#photos.delete(photo));
    this.#order = this.#order.filter((photo) => this.#photos.has(photo));
    this.#gone.push(...gone);
    this.#fill();
  }

  move(moved: readonly PhotoHandle[], before: PhotoHandle | null): void {
    const own = new Set(moved.filter((photo) => this.#photos.get(photo)?.state === 'queued'));
    const others = this.#order.filter((photo) => !own.has(photo));
    const at = before === null ? others.length : others.indexOf(before);
    others.splice(at, 0, ...this.#order.filter((photo) => own.has(photo)));
    this.#order = others;
    this.#isMoved = true;
    this.#tell();
  }

  adjust({ looks, photos }: BatchAdjustment): void {
    for (const { photo, look } of photos)
      if (this.#photos.get(photo)?.state === 'queued')
        this.#change(photo, { look: looks[look] ?? plainLook });
  }

  continue(): PhotoEntry[] {
    const { names, done, strength } = this.continued;
    const look = { ...plainLook, mix: { ...plainLook.mix, strength } };
    const entries = names.map((name) => named(name).entry);
    for (const [index, { photo }] of entries.entries()) {
      if (index >= done) this.#put({ photo, state: 'queued', look });
      else this.#put({ photo, state: 'skipped', reason: 'doneBefore', look, saved: this.#saved(photo) });
    }
    this.unfinished = [];
    this.#go();
    this.#tellNow();
    return entries;
  }

  watch(folder: string | null): void {
    this.#whole = {
      ...this.#whole,
      watching: folder === null ? null : { folder, isThere: true, arrived: 0 },
    };
    this.#tell();
  }

  /** A watched folder goes away, or comes back. */
  setThere(isThere: boolean): void {
    const { watching } = this.#whole;
    if (watching !== null) this.#whole = { ...this.#whole, watching: { ...watching, isThere } };
    this.#tell();
  }

  /** A photo comes into the watched folder. */
  arrive(name: string): void {
    const { watching } = this.#whole;
    if (watching === null) return;
    const { entry } = named(name);
    this.ties.emit({ kind: 'opened', photos: [entry], isQuiet: true });
    this.#whole = { ...this.#whole, watching: { ...watching, arrived: watching.arrived + 1 } };
    this.#put({ photo: entry.photo, state: 'queued', look: plainLook });
    this.#go();
  }
}
