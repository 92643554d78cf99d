import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import {
  CandelaError,
  type PhotoEntry,
  type PhotoHandle,
  type PhotoSummary,
  type RawSettings,
  type WireError,
} from '@contract';

/** A photo that a person gave to the app. Its path stays in this process, and the page only knows the handle. */
export type OpenPhoto = {
  readonly photo: PhotoHandle;
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  /** Counted from 1. If absent, the first. Each page of a file has its own handle. */
  readonly page?: number | undefined;
  /** Folder for its results unless the person chose one. If absent, `enhanced` beside it. Set for samples and pasted pictures. */
  readonly outputFolder?: string | undefined;
  /** Its folder inside the one that was dropped, if it lies in a subfolder. A chosen folder for results keeps that tree. */
  readonly below?: string | undefined;
  /** How a camera raw is developed; absent: as it was shot. */
  readonly raw?: RawSettings | undefined;
  readonly summary?: PhotoSummary;
  readonly error?: WireError;
};

/** A reloaded page gets back the photos to enhance and opened samples, but not ground truths, nor what is compared with them. */
type Role = 'photo' | 'truth' | 'sample' | 'compared';

export type NewPhoto = Pick<OpenPhoto, 'path' | 'page' | 'outputFolder' | 'below'> & { readonly role?: Role };

/** A new random handle, which reveals nothing about its photo. */
export function newHandle(): PhotoHandle {
  return randomBytes(16).toString('hex');
}

/** The open photos. Only handles in here give access to a file. */
export class PhotoRegistry {
  readonly #photos = new Map<PhotoHandle, OpenPhoto>();
  readonly #roles = new Map<PhotoHandle, Role>();
  readonly #openSamples = new Set<PhotoHandle>();
  /** The handles of each file. Thousands of files are opened together, so none is looked for among all. */
  readonly #byPath = new Map<string, Set<PhotoHandle>>();

  /** A photo that is already open keeps its handle. A ground truth belongs to one photo. */
  add({ path, page, outputFolder, below, role = 'photo' }: NewPhoto): OpenPhoto {
    const known = role === 'truth' ? undefined : this.#ofFile(path, role);
    if (known) return known;
    const photo = { photo: newHandle(), path, name: basename(path), page, outputFolder, below };
    this.#photos.set(photo.photo, photo);
    this.#take(photo, role);
    return photo;
  }

  #ofFile(path: string, role: Role): OpenPhoto | undefined {
    const handles = this.#byPath.get(path) ?? [];
    for (const handle of handles) if (this.#roles.get(handle) === role) return this.#photos.get(handle);
    return undefined;
  }

  #take({ photo, path }: OpenPhoto, role: Role): void {
    this.#roles.set(photo, role);
    this.#byPath.set(path, (this.#byPath.get(path) ?? new Set()).add(photo));
  }

  /**
   * Adds another page of an open photo, after it in the order. Its own handle keeps the two pages apart.
   * @throws CandelaError `photo.closed`
   */
  addPage(photo: PhotoHandle, page: number, summary: PhotoSummary): OpenPhoto {
    const turned = { ...this.get(photo), photo: newHandle(), page, summary };
    const before = [...this.#photos.values()];
    this.#photos.clear();
    for (const each of before) {
      this.#photos.set(each.photo, each);
      if (each.photo === photo) this.#photos.set(turned.photo, turned);
    }
    this.#take(turned, this.#roles.get(photo) ?? 'photo');
    return turned;
  }

  /** Stores the engine's answer about a photo: a summary, or why it is refused. A photo that was closed meanwhile stays closed. */
  describe(asked: OpenPhoto, what: { summary: PhotoSummary } | { error: WireError }): OpenPhoto {
    // While the engine was asked, its development may have been changed.
    const now = this.#photos.get(asked.photo);
    const { photo, path, name, page, outputFolder, below, raw } = now ?? asked;
    const described = { photo, path, name, page, outputFolder, below, raw, ...what };
    if (now !== undefined) this.#photos.set(photo, described);
    return described;
  }

  /** @throws CandelaError `photo.closed` */
  develop(photo: PhotoHandle, raw: RawSettings): void {
    this.#photos.set(photo, { ...this.get(photo), raw });
  }

  /** An open photo, or undefined. */
  find(photo: PhotoHandle): OpenPhoto | undefined {
    return this.#photos.get(photo);
  }

  /** @throws CandelaError `photo.closed` for a handle that was never given or has been closed. */
  get(photo: PhotoHandle): OpenPhoto {
    const known = this.#photos.get(photo);
    if (!known) throw new CandelaError('photo.closed');
    return known;
  }

  /** Marks an offered sample as opened. @throws CandelaError `photo.closed` */
  openSample(photo: PhotoHandle): void {
    this.#openSamples.add(this.get(photo).photo);
  }

  /** True if no other open photo uses the same file. */
  close(photo: PhotoHandle): boolean {
    const { path } = this.get(photo);
    this.#photos.delete(photo);
    this.#roles.delete(photo);
    this.#openSamples.delete(photo);
    const others = this.#byPath.get(path);
    others?.delete(photo);
    if (others !== undefined && others.size > 0) return false;
    this.#byPath.delete(path);
    return true;
  }

  /** The photos to enhance, for a reloaded page. */
  entries(): PhotoEntry[] {
    const isOpen = ({ photo }: OpenPhoto): boolean =>
      this.#roles.get(photo) === 'photo' || this.#openSamples.has(photo);
    return [...this.#photos.values()].filter(isOpen).map(entryOf);
  }

  /** Paths of the readable photos that a person opened, in their order. Samples and pasted pictures have a home of their own. */
  openPaths(): string[] {
    const own = this.#inRole('photo').filter(
      ({ outputFolder, error }) => outputFolder === undefined && error === undefined,
    );
    return [...new Set(own.map(({ path }) => path))];
  }

  /** Paths of all files that a person has open, ground truths among them. */
  paths(): string[] {
    return [...new Set([...this.#photos.values()].map(({ path }) => path))];
  }

  #inRole(role: Role): OpenPhoto[] {
    return [...this.#photos.values()].filter(({ photo }) => this.#roles.get(photo) === role);
  }
}

/** The information about a photo that the page may have. */
export function entryOf({ photo, name, summary, error }: OpenPhoto): PhotoEntry {
  return { photo, name, ...(summary && { summary }), ...(error && { error }) };
}
