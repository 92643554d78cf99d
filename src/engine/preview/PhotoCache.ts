import { stat } from 'node:fs/promises';
import type { RawSettings } from '@contract';
import type { Raster } from '@core';
import { fileFailure } from '@disk';
import { Gate } from '../enhance/Gate';
import { thumbnailOf } from '../enhance/seenByNetwork';
import { decodePhoto } from '../photo/read/decodePhoto';
import type { Photo } from '../photo/Photo';
import { scaleToFit } from '../photo/codec/scaleToFit';
import { ByteCache, type Made, type Wait } from './ByteCache';

type Options = { signal: AbortSignal };

/** A photo by its absolute path, its page, counted from 1 (absent: the first), and how a camera raw is developed. */
export type PhotoAt = { path: string; page?: number | undefined; raw?: RawSettings | undefined };

/** Photos at screen size decode at the same time, outside the queue of photos that are being saved. */
const previewsAtOnce = 2;

const bytesOf = ({ raster, alpha }: Photo): number => raster.data.byteLength + (alpha?.byteLength ?? 0);

/**
 * Decoded photos within a limit of bytes. Full-size photos and results share one budget; photos at screen size have another. A
 * changed file is a new photo. The cache owns the returned photos, and callers must not write to them.
 */
export class PhotoCache {
  readonly #whole: ByteCache<Photo>;
  readonly #small: ByteCache<Photo>;
  readonly #gate = new Gate(previewsAtOnce);
  /** Dropped together with its raster. */
  readonly #thumbnails = new WeakMap<Raster, Map<number, Promise<Raster>>>();

  /** @param budget bytes for full-size photos. Photos at screen size may take a quarter of it in addition. */
  constructor(budget: number) {
    this.#whole = new ByteCache(budget, bytesOf);
    this.#small = new ByteCache(budget / 4, bytesOf);
  }

  /** Size of the kept photos, bytes. */
  get bytes(): number {
    return this.#whole.bytes + this.#small.bytes;
  }

  /**
   * Identifies a page of a photo and its current content. Begins with the path and a line break.
   * @throws CandelaError `input.missing`, `photo.unreadable`
   */
  async keyOf({ path, page = 1, raw }: PhotoAt): Promise<string> {
    try {
      const { size, mtimeMs } = await stat(path);
      const developed = raw === undefined ? '' : ` ${JSON.stringify(raw)}`;
      return `${path}\n${String(page)} ${String(size)} ${String(mtimeMs)}${developed}`;
    } catch (error) {
      throw fileFailure(error, { file: path, act: 'read' });
    }
  }

  /** The photo at its full size. @throws CandelaError as `decodePhoto` */
  async whole(photo: PhotoAt, options: Wait): Promise<Photo> {
    const { path, page, raw } = photo;
    const key = await this.keyOf(photo);
    return this.#whole.get(key, (making) => decodePhoto(path, { ...making, page, raw }), options);
  }

  /** A full-size result of a photo, made if it is missing. `key` begins with the photo's key. */
  result(key: string, make: Made<Photo>, options: Wait): Promise<Photo> {
    return this.#whole.get(key, make, options);
  }

  /** A full-size result that was made already. */
  keptResult(key: string): Promise<Photo | null> {
    return this.#whole.kept(key);
  }

  /** The photo with its long edge at most `size`. @throws CandelaError as `decodePhoto` */
  async small(photo: PhotoAt, size: number, options: Options): Promise<Photo> {
    const key = `${await this.keyOf(photo)} ${String(size)}`;
    return this.#small.get(key, (making) => this.#decodeSmall(photo, size, making), options);
  }

  /**
   * The readable part of a damaged photo, its long edge at most `size`. It is made anew each time, so that it never replaces the
   * photo in the cache.
   * @throws CandelaError as `decodePhoto`
   */
  remains(photo: PhotoAt, size: number, options: Options): Promise<Photo> {
    return this.#decodeSmall(photo, size, { ...options, isTolerant: true });
  }

  /** The whole photo as a network sees it, its long edge at most `size`. Returns its raster if nothing changes. */
  async thumbnail(photo: Pick<Photo, 'raster' | 'profile'>, size: number, options: Options): Promise<Raster> {
    const { raster } = photo;
    const known = this.#thumbnails.get(raster) ?? new Map<number, Promise<Raster>>();
    this.#thumbnails.set(raster, known);
    // The first caller may give up while others still wait.
    const making = known.get(size) ?? thumbnailOf(photo, size, { signal: new AbortController().signal });
    known.set(size, making);
    const thumbnail = await making;
    options.signal.throwIfAborted();
    return thumbnail;
  }

  /** Drops all pages of a photo. */
  forget(path: string): void {
    this.#whole.forget(`${path}\n`);
    this.#small.forget(`${path}\n`);
  }

  #decodeSmall(
    { path, page, raw }: PhotoAt,
    size: number,
    options: Options & { isTolerant?: boolean },
  ): Promise<Photo> {
    const { signal } = options;
    const decode = async () => {
      const photo = await decodePhoto(path, { ...options, fit: size, page, raw });
      return { ...photo, raster: await scaleToFit(photo.raster, size, { signal }) };
    };
    return this.#gate.within(1, decode, { signal });
  }
}
