import type { Size } from '@core';
import { wasm, type WasmMemory } from '../../../../worker/wasm';
import { pictureFrom } from './pictureFrom';
import type { RawPicture } from './libRawAnswers';

const pageBytes = 65_536;

/** Pages: what the module asks for, and the most that it takes. */
const pages = { initial: 4096, maximum: 32_768 } as const;

/** Places in LibRaw's object, bytes: its picture, and the height and width of that. @see libraw_types.h, libraw_data_t */
const places = { picture: 8, height: 20, width: 22 } as const;

/** Four values of 16 bits. */
const bytesPerPixel = 8;

/** Smaller ones fit into the memory that there is from the beginning, bytes. */
const largeCopy = 80_000_000;

/** A part of a copy for which the memory has to grow. Nothing else that is made beside the picture is as large. */
const leastPart = 0.4;

/** What is read of a raw, before its picture is turned. */
export type Wanted = Size & { readonly flip: number; readonly channels: 1 | 3 };

/**
 * The module's memory. LibRaw develops into it and would copy the picture there once more before it hands it over, and the package has no
 * call to prevent that. So the memory does not grow for that copy, and the picture is read where it lies. Its place is that of the one
 * version that is used; what does not look like it is left alone.
 */
export class PictureMemory {
  readonly memory: WasmMemory;
  #library: number | null = null;
  #wanted: Wanted | null = null;

  constructor() {
    const memory = new wasm.Memory({ ...pages, shared: true });
    const grow = memory.grow.bind(memory);
    memory.grow = (more) => {
      if (this.#isForCopy(more * pageBytes)) throw new RangeError('there is no room for a second picture');
      return grow(more);
    };
    this.memory = memory;
  }

  /** @param handle address of the package's object, which begins with that of LibRaw's */
  watch(handle: number): void {
    this.#library = new Uint32Array(this.memory.buffer)[handle / 4] ?? null;
  }

  /** From now on there is no room for a copy of this picture, if it is a large one. */
  withhold(wanted: Wanted): void {
    const { width, height, channels } = wanted;
    this.#wanted = width * height * channels * 2 >= largeCopy ? wanted : null;
  }

  /** The picture, upright. Null: it is not there. */
  picture(): RawPicture | null {
    const wanted = this.#wanted;
    const at = this.#pictureAt();
    if (wanted === null || at === null) return null;
    const values = new Uint16Array(this.memory.buffer, at, wanted.width * wanted.height * 4);
    return pictureFrom(values, wanted);
  }

  #pictureAt(): number | null {
    const [library, wanted] = [this.#library, this.#wanted];
    if (library === null || wanted === null) return null;
    const view = new DataView(this.memory.buffer);
    const at = view.getUint32(library + places.picture, true);
    const height = view.getUint16(library + places.height, true);
    const width = view.getUint16(library + places.width, true);
    const isThere = at > 0 && at % 2 === 0 && at + width * height * bytesPerPixel <= view.byteLength;
    return isThere && width === wanted.width && height === wanted.height ? at : null;
  }

  #isForCopy(bytes: number): boolean {
    if (this.#wanted === null || this.#pictureAt() === null) return false;
    const { width, height, channels } = this.#wanted;
    return bytes > width * height * channels * 2 * leastPart;
  }
}
