import {
  CandelaError,
  type PhotoEntry,
  type PhotoHandle,
  type PlannedJob,
  type UnfinishedBatch,
} from '@contract';
import type { BatchRegistry, JournalPlace } from '@jobs';
import { folderLabel } from '../files/folderLabel';
import { entryOf, newHandle, type OpenPhoto } from '../photo/PhotoRegistry';
import { choicesOf } from '../save/settingsOf';
import type { BatchDesk } from './BatchDesk';
import type { Journals } from './Journals';

type Parts = {
  readonly registry: BatchRegistry;
  readonly journals: Journals;
  readonly desk: BatchDesk;
  /** Opens a photo that is not read yet. */
  readonly open: (photo: { path: string; page?: number | undefined }) => OpenPhoto;
};

/** The batches of this person that stopped before their end. The page knows them by handle. */
export class Unfinished {
  readonly #places = new Map<PhotoHandle, JournalPlace>();

  constructor(private readonly parts: Parts) {}

  /** The latest first. Those of this window are not among them. */
  async list(): Promise<UnfinishedBatch[]> {
    const found = await this.parts.registry.list();
    const others = found.filter(({ place }) => !this.parts.journals.isOpen(place));
    return others.map(({ place, ...batch }) => ({
      batch: this.#handleOf(place),
      folder: folderLabel(place.root),
      ...batch,
    }));
  }

  /**
   * Continues a batch, and opens its photos. What is done and unchanged is not done again.
   * @throws CandelaError `photo.closed` for an unknown handle, `journal.*`; AbortError
   */
  async continue(batch: PhotoHandle, signal: AbortSignal): Promise<PhotoEntry[]> {
    const { journals, desk } = this.parts;
    const { left, spots } = await journals.resume(this.#placeOf(batch), signal);
    const photos: OpenPhoto[] = [];
    const open = (job: PlannedJob) => {
      const photo = this.parts.open({ path: job.input, page: job.page });
      photos.push(photo);
      return { photo: photo.photo, ...choicesOf(job.settings) };
    };
    const done = left.done.map(({ job, output }) => ({ ...open(job), output, isCopy: job.copy === true }));
    const items = left.jobs.map((job, index) => ({ ...open(job), job, spot: spots[index] }));
    desk.continue({ items, done });
    return photos.map(entryOf);
  }

  async forget(batch: PhotoHandle): Promise<void> {
    await this.parts.registry.forget(this.#placeOf(batch));
  }

  #handleOf(place: JournalPlace): PhotoHandle {
    for (const [handle, { file }] of this.#places) if (file === place.file) return handle;
    const handle = newHandle();
    this.#places.set(handle, place);
    return handle;
  }

  #placeOf(batch: PhotoHandle): JournalPlace {
    const place = this.#places.get(batch);
    if (place === undefined) throw new CandelaError('photo.closed');
    return place;
  }
}
