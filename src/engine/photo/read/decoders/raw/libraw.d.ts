/** The part of libraw-wasm that is used. Its own types describe another entry, which needs a browser. */
declare module 'libraw-wasm/dist/libraw.js' {
  export type LibRawInstance = {
    open(file: Uint8Array, options: Readonly<Record<string, unknown>>): void;
    metadata(isFull: boolean): unknown;
    imageData(): unknown;
    thumbnailData(): unknown;
    /** What embind keeps of it. */
    readonly $$: { readonly ptr: number };
  };
  type Loading = {
    wasmMemory: { readonly buffer: ArrayBufferLike };
    /** Passes the instance, and the module that other threads of the library would use. */
    instantiateWasm: (imports: object, done: (instance: object, module: object) => void) => void;
    print: (text: string) => void;
    printErr: (text: string) => void;
  };
  const load: (options: Loading) => Promise<{ LibRaw: new () => LibRawInstance }>;
  export default load;
}
