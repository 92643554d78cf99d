/**
 * @file The engine: photo in, photo out. Plain Node; no Electron, no terminal. It loads native libraries, so it runs in a process
 * that a crash may end.
 */
export { createEngine, type Engine, type EngineOptions } from './Engine';
export { throttled } from './enhance/progress';
export type { ModelEntry } from './model/registry';
export { listenToRuns } from './model/runs';
export { runtimeVersion } from './model/runtime';
export { markTempFiles, removeTempFiles } from './photo/write/tempFiles';
