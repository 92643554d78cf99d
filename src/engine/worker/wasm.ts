/** A compiled module. Threads can share it. */
export type WasmModule = { readonly __module: never };
export type WasmExports = Readonly<Record<string, unknown>>;
export type WasmInstance = { readonly exports: WasmExports };

type WasmApi = {
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: object) => WasmInstance;
  RuntimeError: new () => Error;
  compile(bytes: Uint8Array): Promise<WasmModule>;
};

declare const WebAssembly: WasmApi;

/** What is used of WebAssembly. Node's types do not name it. */
export const wasm = WebAssembly;
