import createLibheif from 'libheif-js/libheif-wasm/libheif.js';
import { wasm, type WasmExports, type WasmInstance, type WasmModule } from '../../../../worker/wasm';

/** What is used of libheif's C functions. A number is an address in its memory, or a plain number. @see libheif/heif.h */
export type LibHeif = {
  /** Another view whenever the memory has grown. */
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _heif_context_alloc(): number;
  /** Address of the limits of this context. */
  _heif_context_get_security_limits(context: number): number;
  _heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    data: number,
    size: number,
    options: number,
  ): void;
  _heif_context_get_image_handle(error: number, context: number, item: number, handle: number): void;
  _heif_decode_image(
    error: number,
    handle: number,
    image: number,
    colourSpace: number,
    chroma: number,
    options: number,
  ): void;
  _heif_image_has_channel(image: number, channel: number): number;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_bits_per_pixel_range(image: number, channel: number): number;
  _heif_image_get_plane_readonly2(image: number, channel: number, stride: number): number;
};

/** libheif in this thread, from its module that was compiled before. */
export function openLibheif(module: WasmModule): LibHeif {
  const options = {
    instantiateWasm: (
      imports: object,
      receive: (instance: WasmInstance, module: WasmModule) => void,
    ): WasmExports => {
      const instance = new wasm.Instance(module, imports);
      receive(instance, module);
      return instance.exports;
    },
    // What goes wrong comes back as an error as well.
    print: () => undefined,
    printErr: () => undefined,
  };
  return createLibheif(options);
}
