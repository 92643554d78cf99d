import type { HostRequest } from '@contract';

/** The engine's process, of either kind. */
export type HostProcess = {
  /** Undefined until it runs. */
  readonly pid: number | undefined;
  /** The mark in the names of its temporary files. */
  readonly mark: string;
  send(message: HostRequest): void;
  /** Kills the process at once, whatever it is doing. */
  kill(): void;
};

export type HostEvents = {
  readonly onMessage: (message: unknown) => void;
  /** Stderr output: the only place where native libraries report errors. */
  readonly onWords: (text: string) => void;
  /** The process has ended or could not be started. Called once. */
  readonly onExit: (reason: string) => void;
};

export type StartHost = (events: HostEvents) => HostProcess;
