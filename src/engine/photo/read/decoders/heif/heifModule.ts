import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { wasm, type WasmModule } from '../../../../worker/wasm';

let known: Promise<WasmModule> | undefined;

async function compile(): Promise<WasmModule> {
  const path = createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm');
  return await wasm.compile(await readFile(path));
}

/**
 * libheif, compiled once for all threads. What the runtime optimises while the first photo is decoded serves the next ones, so
 * they take half the time.
 */
export async function heifModule(): Promise<WasmModule> {
  known ??= compile();
  try {
    return await known;
  } catch (error) {
    known = undefined;
    throw error;
  }
}
