import { compiled } from '../../../../worker/compiled';
import type { WasmModule } from '../../../../worker/wasm';

export const rawModule = (): Promise<WasmModule> => compiled('libraw-wasm/dist/libraw.wasm');
