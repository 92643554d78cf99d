import type { HostImage, ImageRef, PhotoHandle } from '@contract';
import { newHandle } from './PhotoRegistry';

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

  dropPhoto(photo: PhotoHandle): void {
    for (const [image, kept] of this.#images) if (kept.photo === photo) this.#remove(image);
  }

  #remove(image: string): void {
    this.#bytes -= this.#images.get(image)?.data.byteLength ?? 0;
    this.#images.delete(image);
  }
}
