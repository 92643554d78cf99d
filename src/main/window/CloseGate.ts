/** How the gate learns of saves, asks the person, and closes the window. */
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

/** Keeps the window open while a photo is being saved, unless the person discards that photo. */
export class CloseGate {
  #isAsking = false;
  #isOpen = false;

  constructor(private readonly ties: CloseTies) {}

  /** Whether the window may close now. If not, the person is asked, and the window closes later if they agree. */
  mayClose(): boolean {
    if (this.#isOpen || !this.ties.saves.isSaving) return true;
    if (!this.#isAsking) void this.#ask();
    return false;
  }

  async #ask(): Promise<void> {
    const { saves, ask, close, stay } = this.ties;
    this.#isAsking = true;
    // If the question cannot be shown, the photo must not be lost.
    const answer = await ask().catch(() => 'wait' as const);
    this.#isAsking = false;
    if (answer === 'discard') saves.cancelSaves();
    // The window stays open to report a failed save.
    else if (!(await saves.saved())) {
      stay();
      return;
    }
    this.#isOpen = true;
    close();
  }
}
