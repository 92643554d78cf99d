/** How the gate learns of saves, asks the person, and closes the window. */
export type CloseTies = {
  readonly saves: {
    readonly isSaving: boolean;
    /** Waits for them; false when one failed or was cancelled. */
    saved(): Promise<boolean>;
    cancelSaves(): void;
  };
  /** The signal closes the question. Its answer is then ignored. */
  readonly ask: (options: { signal: AbortSignal }) => Promise<'wait' | 'stop'>;
  readonly close: () => void;
  /** The window stays after all. */
  readonly stay: () => void;
};

/** Keeps the window open while a photo is being saved, unless the person discards that photo. */
export class CloseGate {
  #isAsking = false;
  #isOpen = false;

  constructor(private readonly ties: CloseTies) {}

  /** Whether the window may close now. If not, the person is asked, and the window closes once nothing is being saved. */
  mayClose(): boolean {
    if (this.#isOpen || !this.ties.saves.isSaving) return true;
    if (!this.#isAsking) void this.#ask();
    return false;
  }

  async #ask(): Promise<void> {
    const { saves, ask } = this.ties;
    const question = new AbortController();
    this.#isAsking = true;
    const ending = this.#savesEnd();
    // If the question cannot be shown, the photo must not be lost.
    const asking = ask({ signal: question.signal }).catch(() => 'wait' as const);
    const first = await Promise.race([asking, ending]);
    // The save has ended, or the question has been answered.
    question.abort();
    this.#isAsking = false;
    if (first === 'stop') saves.cancelSaves();
    this.#leave(first === 'stop' ? 'saved' : await ending);
  }

  /** Waits for all saves, also for those that begin meanwhile. */
  async #savesEnd(): Promise<'saved' | 'failed'> {
    const { saves } = this.ties;
    let isSaved = true;
    while (saves.isSaving) isSaved = (await saves.saved()) && isSaved;
    return isSaved ? 'saved' : 'failed';
  }

  /** The window stays open to report a failed save. */
  #leave(end: 'saved' | 'failed'): void {
    // A second attempt to close may have closed the window already.
    if (this.#isOpen) return;
    if (end === 'failed') {
      this.ties.stay();
      return;
    }
    this.#isOpen = true;
    this.ties.close();
  }
}
