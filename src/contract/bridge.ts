import type { Answer } from './CallRow';
import type { CallInput, CallName, CallOutput } from './calls';
import type { DropPurpose } from './channels';
import type { AppEvent } from './events';
import type { PhotoEntry } from './photos';

/** All that the page can reach of the rest of the program: `window.candela`. */
export type Bridge = {
  /** `id` is chosen by the page; progress and cancel name it. */
  call: <N extends CallName>(name: N, input: CallInput<N>, id: string) => Promise<Answer<CallOutput<N>>>;
  cancel(id: string): void;
  /** Dropped or pasted files; their paths go from the preload to the main process and never into the page. */
  openFiles(files: readonly unknown[], purpose: DropPurpose, id: string): Promise<Answer<PhotoEntry[]>>;
  /** Returns what ends the listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
};
