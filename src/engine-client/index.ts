/**
 * @file The engine's process as seen by the program that started it: the window's main process and the command line. It starts the
 * process, asks it, restarts it after a crash and ends it. Plain Node; no Electron, and it loads nothing of the engine itself.
 */
export { engineCaller, type EngineCaller, type EngineLine } from './engineCaller';
export { EnginePort, type EnginePortOptions, type EngineState } from './EnginePort';
export { forkHost, newMark, type ForkOptions } from './forkHost';
export type { StartHost } from './HostProcess';
