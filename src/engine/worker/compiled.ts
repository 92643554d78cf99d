import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { wasm, type WasmModule } from './wasm';

const known = new Map<string, Promise<WasmModule>>();

async function compile(file: string): Promise<WasmModule> {
  return await wasm.compile(await readFile(createRequire(import.meta.url).resolve(file)));
}

/**
 * A package's WebAssembly, compiled once for all threads. What the runtime optimises while the first photo is decoded serves the next
 * ones, so they take half the time.
 * @param file in its package, like `package/folder/module.wasm`
 */
export async function compiled(file: string): Promise<WasmModule> {
  const module = known.get(file) ?? compile(file);
  known.set(file, module);
  try {
    return await module;
  } catch (error) {
    known.delete(file);
    throw error;
  }
}
