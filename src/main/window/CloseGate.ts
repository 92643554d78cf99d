/** What the gate knows of saves, how it asks, and how the window is closed after all. */
export type CloseTies = {
  readonly saves: {
    readonly isSaving: boolean;
    /** Waits for them; false when one failed. */
    saved(): Promise<boolean>;
    cancelSaves(): void;
  };
  readonly ask: () => Promise<'wait' | 'discard'>;
  readonly close: () => void;
  /** The window stays after all. */
  readonly stay: () => void;
};

/** Keeps the window while a photo is being saved, unless the person gives that photo up. */
export class CloseGate {
  #isAsking = false;
  #isOpen = false;

  constructor(private readonly ties: CloseTies) {}

  /** Whether the window may close now. If not, the person is asked, and it closes by itself where that is their answer. */
  mayClose(): boolean {
    if (this.#isOpen || !this.ties.saves.isSaving) return true;
    if (!this.#isAsking) void this.#ask();
    return false;
  }

  async #ask(): Promise<void> {
    const { saves, ask, close, stay } = this.ties;
    this.#isAsking = true;
    // A question that cannot be asked must not lose a photo.
    const answer = await ask().catch(() => 'wait' as const);
    this.#isAsking = false;
    if (answer === 'discard') saves.cancelSaves();
    // A save that failed is told in the window, which therefore stays.
    else if (!(await saves.saved())) {
      stay();
      return;
    }
    this.#isOpen = true;
    close();
  }
}
