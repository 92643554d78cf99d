import type { HostImage, ImageRef, PhotoHandle } from '@contract';
import { newHandle } from './PhotoRegistry';

/** How long a fetch that has begun may take to arrive here, ms. */
const fetchMs = 5_000;

type Kept = { readonly photo: PhotoHandle; readonly data: Uint8Array };

/** Pixels for the page, kept until they are fetched once or newer ones need the room. */
export class ImageStore {
  // A Map keeps insertion order, so the first image is the oldest.
  readonly #images = new Map<string, Kept>();
  #bytes = 0;

  /** @param limit bytes; a larger image is kept alone */
  constructor(private readonly limit: number) {}

  /** Stores an image. The page fetches it once, by the photo's handle and the image's. */
  put(photo: PhotoHandle, { width, height, data }: HostImage): ImageRef {
    const image = newHandle();
    this.#images.set(image, { photo, data });
    this.#bytes += data.byteLength;
    for (const [oldest] of this.#images) {
      if (this.#bytes <= this.limit || oldest === image) break;
      this.#remove(oldest);
    }
    return { image, width, height };
  }

  /** Returns the pixels once. Undefined if they never existed, were fetched, or were dropped for newer ones. */
  take(photo: string, image: string): Uint8Array | undefined {
    const kept = this.#images.get(image);
    if (kept?.photo !== photo) return undefined;
    this.#remove(image);
    return kept.data;
  }

  /** Drops the images of a photo that was closed, after a moment, because the page may be fetching one. */
  dropSoon(photo: PhotoHandle): void {
    const images = [...this.#images].filter(([, kept]) => kept.photo === photo);
    setTimeout(() => {
      for (const [image] of images) this.#remove(image);
    }, fetchMs).unref();
  }

  #remove(image: string): void {
    this.#bytes -= this.#images.get(image)?.data.byteLength ?? 0;
    this.#images.delete(image);
  }
}
