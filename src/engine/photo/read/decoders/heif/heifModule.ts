import { compiled } from '../../../../worker/compiled';
import type { WasmModule } from '../../../../worker/wasm';

export const heifModule = (): Promise<WasmModule> => compiled('libheif-js/libheif-wasm/libheif.wasm');
