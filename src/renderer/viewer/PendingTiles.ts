import { Later } from './Later';
import type { LayerName } from './viewerProps';

/** Tiles that come sooner, in milliseconds, need no word. */
const patience = 250;

/** Tells which layers can only be shown as a draft yet: once it has lasted a moment, and at once when it is over. */
export class PendingTiles {
  readonly #root: HTMLElement;
  readonly #onPending: (layers: readonly LayerName[]) => void;
  readonly #later = new Later(() => {
    this.#tell();
  });
  #open: readonly LayerName[] = [];
  #told = '';

  /** @param root says how many tiles are open to those who watch the window. */
  constructor(root: HTMLElement, onPending: (layers: readonly LayerName[]) => void) {
    this.#root = root;
    this.#onPending = onPending;
  }

  /** Takes the layers of all tiles that are wished for and not there. */
  take(open: readonly LayerName[]): void {
    this.#open = open;
    this.#root.dataset['openTiles'] = String(open.length);
    if (open.length === 0) this.#later.cancel();
    if (open.length === 0 || this.#told !== '') this.#tell();
    else this.#later.within(patience);
  }

  dispose(): void {
    this.#later.cancel();
  }

  #tell(): void {
    const layers = [...new Set(this.#open)].sort();
    if (layers.join() === this.#told) return;
    this.#told = layers.join();
    this.#onPending(layers);
  }
}
