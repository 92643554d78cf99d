import { stat } from 'node:fs/promises';
import type { Raster } from '@core';
import { Gate } from '../enhance/Gate';
import { thumbnailOf } from '../enhance/seenByNetwork';
import { decodePhoto } from '../photo/read/decodePhoto';
import { fileError } from '../photo/read/fileError';
import type { Photo } from '../photo/Photo';
import { scaleToFit } from '../photo/codec/scaleToFit';
import { ByteCache, type Made } from './ByteCache';

type Options = { signal: AbortSignal };

/** A photo by its absolute path, and which page of it, counted from 1; absent: the first. */
export type PhotoAt = { path: string; page?: number | undefined };

/** Photos of a screen's size decode side by side, apart from the queue of those that are being saved. */
const previewsAtOnce = 2;

const bytesOf = ({ raster, alpha }: Photo): number => raster.data.byteLength + (alpha?.byteLength ?? 0);

/**
 * Decoded photos, as long as there is room: whole ones and whole results in one budget, those of a screen's size in another.
 * A file that changed is another photo. What is handed out belongs to the cache and must not be written to.
 */
export class PhotoCache {
  readonly #whole: ByteCache<Photo>;
  readonly #small: ByteCache<Photo>;
  readonly #gate = new Gate(previewsAtOnce);
  /** Goes with its raster. */
  readonly #thumbnails = new WeakMap<Raster, Map<number, Promise<Raster>>>();

  /** @param budget bytes for whole photos; those of a screen's size may take a quarter of it besides. */
  constructor(budget: number) {
    this.#whole = new ByteCache(budget, bytesOf);
    this.#small = new ByteCache(budget / 4, bytesOf);
  }

  /** What is kept, bytes. */
  get bytes(): number {
    return this.#whole.bytes + this.#small.bytes;
  }

  /**
   * Stands for a page of a photo and its present content; begins with the path and a line break.
   * @throws CandelaError `input.missing`, `photo.unreadable`
   */
  async keyOf({ path, page = 1 }: PhotoAt): Promise<string> {
    try {
      const { size, mtimeMs } = await stat(path);
      return `${path}\n${String(page)} ${String(size)} ${String(mtimeMs)}`;
    } catch (error) {
      throw fileError(error, path);
    }
  }

  /** The photo at its full size. @throws CandelaError as `decodePhoto` */
  async whole(photo: PhotoAt, options: Options): Promise<Photo> {
    const { path, page } = photo;
    const key = await this.keyOf(photo);
    return this.#whole.get(key, (making) => decodePhoto(path, { ...making, page }), options);
  }

  /** A full-size result of a photo, made where it is not there. `key` begins with the photo's. */
  result(key: string, make: Made<Photo>, options: Options): Promise<Photo> {
    return this.#whole.get(key, make, options);
  }

  /** The photo with its long edge at most `size`. @throws CandelaError as `decodePhoto` */
  async small(photo: PhotoAt, size: number, options: Options): Promise<Photo> {
    const key = `${await this.keyOf(photo)} ${String(size)}`;
    return this.#small.get(key, (making) => this.#decodeSmall(photo, size, making), options);
  }

  /**
   * What a damaged photo still gives, its long edge at most `size`; made anew each time, so that nobody takes it for the photo.
   * @throws CandelaError as `decodePhoto`
   */
  remains(photo: PhotoAt, size: number, options: Options): Promise<Photo> {
    return this.#decodeSmall(photo, size, { ...options, isTolerant: true });
  }

  /** What a network is shown of a whole photo, its long edge at most `size`; its raster itself where nothing changes. */
  async thumbnail(photo: Pick<Photo, 'raster' | 'profile'>, size: number, options: Options): Promise<Raster> {
    const { raster } = photo;
    const known = this.#thumbnails.get(raster) ?? new Map<number, Promise<Raster>>();
    this.#thumbnails.set(raster, known);
    // Whoever asked first may give up while others still wait for it.
    const making = known.get(size) ?? thumbnailOf(photo, size, { signal: new AbortController().signal });
    known.set(size, making);
    const thumbnail = await making;
    options.signal.throwIfAborted();
    return thumbnail;
  }

  /** Drops what is kept of a photo, of all its pages. */
  forget(path: string): void {
    this.#whole.forget(`${path}\n`);
    this.#small.forget(`${path}\n`);
  }

  #decodeSmall(
    { path, page }: PhotoAt,
    size: number,
    options: Options & { isTolerant?: boolean },
  ): Promise<Photo> {
    const { signal } = options;
    const decode = async () => {
      const photo = await decodePhoto(path, { ...options, fit: size, page });
      return { ...photo, raster: await scaleToFit(photo.raster, size, { signal }) };
    };
    return this.#gate.within(1, decode, { signal });
  }
}
