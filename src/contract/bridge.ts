import type { Answer } from './CallRow';
import type { CallInput, CallName, CallOutput } from './calls';
import type { DropPurpose } from './channels';
import type { AppEvent } from './events';
import type { PhotoEntry } from './photos';

/** Everything that the page can reach of the rest of the program: `window.candela`. */
export type Bridge = {
  /** The page chooses `id`. Progress and cancel refer to it. */
  call: <N extends CallName>(name: N, input: CallInput<N>, id: string) => Promise<Answer<CallOutput<N>>>;
  cancel(id: string): void;
  /** Dropped or pasted files. The preload sends their paths to the main process; the page never sees them. */
  openFiles(files: readonly unknown[], purpose: DropPurpose, id: string): Promise<Answer<PhotoEntry[]>>;
  /** Returns a function that ends the listening. */
  onEvent(listener: (event: AppEvent) => void): () => void;
};
