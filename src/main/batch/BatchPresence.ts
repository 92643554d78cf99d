import type { StateCounts } from './batchWhole';
import type { BatchWhole } from './deskParts';

/** How the system shows a batch outside the window. */
export type PresenceTies = {
  /** Progress in the taskbar, 0 to 1. Null: none. */
  readonly showProgress: (share: number | null, mode: 'normal' | 'paused' | 'error') => void;
  /** Keeps the computer from falling asleep. */
  readonly keepAwake: (isAwake: boolean) => void;
  /** The batch is over. Not told while the window is in front. */
  readonly notify: (counts: StateCounts) => void;
};

/** Taskbar, sleep and notification, as the batch goes on. */
export class BatchPresence {
  #was: BatchWhole['status'] = 'idle';

  constructor(private readonly ties: PresenceTies) {}

  readonly follow = ({ status, halt }: BatchWhole, share: number, counts: StateCounts): void => {
    const { showProgress, keepAwake, notify } = this.ties;
    const isActive = status === 'running' || status === 'pausing';
    if (isActive !== isAtWork(this.#was)) keepAwake(isActive);
    if (isActive) showProgress(share, 'normal');
    else if (status === 'paused') showProgress(share, halt === undefined ? 'paused' : 'error');
    else if (this.#was !== status) showProgress(null, 'normal');
    if (status === 'finished' && isAtWork(this.#was) && counts.done + counts.failed > 1) notify(counts);
    this.#was = status;
  };
}

function isAtWork(status: BatchWhole['status']): boolean {
  return status === 'running' || status === 'pausing';
}
