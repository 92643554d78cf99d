/** A compiled module. Threads can share it. */
export type WasmModule = { readonly __module: never };
export type WasmExports = Readonly<Record<string, unknown>>;
export type WasmInstance = { readonly exports: WasmExports };

/** Memory that threads can share, in pages of 64 KB. */
export type WasmMemory = {
  readonly buffer: ArrayBufferLike;
  /** @param pages more of them @throws RangeError */
  grow: (pages: number) => number;
};

type WasmApi = {
  Memory: new (pages: { initial: number; maximum: number; shared: true }) => WasmMemory;
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: object) => WasmInstance;
  RuntimeError: new () => Error;
  compile(bytes: Uint8Array): Promise<WasmModule>;
};

declare const WebAssembly: WasmApi;

/** What is used of WebAssembly. Node's types do not name it. */
export const wasm = WebAssembly;
