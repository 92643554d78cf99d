import type { EngineOptions } from '@engine';
import type { BatchEngine } from './engineProcess';
import type { Folders } from './folders';
import type { Streams } from './Streams';

/** The program's environment. Tests supply their own engine and streams. */
export type Program = {
  readonly version: string;
  readonly streams: Streams;
  readonly folders: Folders;
  /** Starts the engine. That takes longer than everything else, so it happens only when a command needs it. @throws CandelaError */
  readonly startEngine: (options: EngineOptions) => BatchEngine;
  /** Why no window can open here, or null. `openWindow` returns its exit code when it is closed. */
  readonly lackOfWindow: () => 'noDisplay' | 'notInstalled' | null;
  readonly openWindow: (photos: readonly string[]) => Promise<number>;
  /** Whether this command came with the app. It then opens the window where nothing is named. */
  readonly isPackaged: boolean;
  /** Aborts when the person interrupts the program. */
  readonly signal: AbortSignal;
};
