import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import {
  CandelaError,
  type PhotoEntry,
  type PhotoHandle,
  type PhotoSummary,
  type WireError,
} from '@contract';

/** A photo that a person gave to the app. Its path stays in this process; the page knows the handle. */
export type OpenPhoto = {
  readonly photo: PhotoHandle;
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Counted from 1; absent: the first. Another page of the file has a handle of its own. */
  readonly page?: number | undefined;
  /** Folder for its results when the person chose none; absent: `enhanced` beside it. For photos that have no place of their own. */
  readonly outputFolder?: string | undefined;
  readonly summary?: PhotoSummary;
  readonly error?: WireError;
};

/** Photos to enhance are given back to a page that starts anew, and so are samples that were opened; ground truths are not. */
type Role = 'photo' | 'truth' | 'sample';

export type NewPhoto = Pick<OpenPhoto, 'path' | 'page' | 'outputFolder'> & { readonly role?: Role };

/** A new handle: nothing about what it stands for can be told from it. */
export function newHandle(): PhotoHandle {
  return randomBytes(16).toString('hex');
}

/** The photos that are open. A handle that is not in here opens nothing. */
export class PhotoRegistry {
  readonly #photos = new Map<PhotoHandle, OpenPhoto>();
  readonly #roles = new Map<PhotoHandle, Role>();
  readonly #openSamples = new Set<PhotoHandle>();

  /** What is open already keeps its handle; a ground truth is one photo's own. */
  add({ path, page, outputFolder, role = 'photo' }: NewPhoto): OpenPhoto {
    const known = role === 'truth' ? undefined : this.#inRole(role).find((photo) => photo.path === path);
    if (known) return known;
    const photo = { photo: newHandle(), path, name: basename(path), page, outputFolder };
    this.#photos.set(photo.photo, photo);
    this.#roles.set(photo.photo, role);
    return photo;
  }

  /**
   * Another page of an open photo, behind it in the order. It has a handle of its own, so that nothing of two pages can be mixed up.
   * @throws CandelaError `photo.closed`
   */
  addPage(photo: PhotoHandle, page: number, summary: PhotoSummary): OpenPhoto {
    const { path, name, outputFolder } = this.get(photo);
    const turned = { photo: newHandle(), path, name, page, outputFolder, summary };
    const before = [...this.#photos.values()];
    this.#photos.clear();
    for (const each of before) {
      this.#photos.set(each.photo, each);
      if (each.photo === photo) this.#photos.set(turned.photo, turned);
    }
    this.#roles.set(turned.photo, this.#roles.get(photo) ?? 'photo');
    return turned;
  }

  /** What the engine said of a photo: a summary, or why it is refused. */
  describe(photo: PhotoHandle, what: { summary: PhotoSummary } | { error: WireError }): OpenPhoto {
    const { path, name, page, outputFolder } = this.get(photo);
    const described = { photo, path, name, page, outputFolder, ...what };
    this.#photos.set(photo, described);
    return described;
  }

  /** @throws CandelaError `photo.closed` for a handle that was never given or has been closed. */
  get(photo: PhotoHandle): OpenPhoto {
    const known = this.#photos.get(photo);
    if (!known) throw new CandelaError('photo.closed');
    return known;
  }

  /** A sample is not only offered any more. @throws CandelaError `photo.closed` */
  openSample(photo: PhotoHandle): void {
    this.#openSamples.add(this.get(photo).photo);
  }

  /** True when no other open photo is the same file. */
  close(photo: PhotoHandle): boolean {
    const { path } = this.get(photo);
    this.#photos.delete(photo);
    this.#roles.delete(photo);
    this.#openSamples.delete(photo);
    return ![...this.#photos.values()].some((other) => other.path === path);
  }

  /** The photos to enhance, for a page that starts anew. */
  entries(): PhotoEntry[] {
    const isOpen = ({ photo }: OpenPhoto): boolean =>
      this.#roles.get(photo) === 'photo' || this.#openSamples.has(photo);
    return [...this.#photos.values()].filter(isOpen).map(entryOf);
  }

  #inRole(role: Role): OpenPhoto[] {
    return [...this.#photos.values()].filter(({ photo }) => this.#roles.get(photo) === role);
  }
}

/** What the page may know of a photo. */
export function entryOf({ photo, name, summary, error }: OpenPhoto): PhotoEntry {
  return { photo, name, ...(summary && { summary }), ...(error && { error }) };
}
