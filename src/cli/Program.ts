import type { createEngine, removeTempFiles } from '@engine';
import type { Folders } from './folders';
import type { Streams } from './Streams';

/** What the program is run with; tests give it an engine and streams of their own. */
export type Program = {
  readonly version: string;
  readonly streams: Streams;
  readonly folders: Folders;
  /** Loads the engine, which takes longer than all the rest: only when a command needs it. */
  readonly loadEngine: () => Promise<EngineModule>;
  /** Why photos cannot be shown in a window here, or null; and what shows them, with the exit code when it is closed. */
  readonly lackOfWindow: () => 'noDisplay' | 'notInstalled' | null;
  readonly openWindow: (photos: readonly string[]) => Promise<number>;
  /** Aborts when the person interrupts. */
  readonly signal: AbortSignal;
};

export type EngineModule = {
  readonly createEngine: typeof createEngine;
  readonly removeTempFiles: typeof removeTempFiles;
};
