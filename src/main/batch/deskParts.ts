import type { AppEvent, BatchChoices, BatchState, PlannedJob } from '@contract';
import type { JournalSpot, Runner } from '@jobs';
import type { HeldNames } from '../save/HeldNames';
import type { MadeFolders } from '../save/MadeFolders';
import type { SaveLedger } from '../save/SaveLedger';
import type { BatchItem } from './BatchItems';
import type { BatchPlanner } from './BatchPlanner';
import type { StateCounts } from './batchWhole';
import type { Journals } from './Journals';

/** The batch as a whole, for the page and for the system's taskbar. */
export type BatchWhole = Omit<BatchState, 'photos'>;

export type DeskParts = {
  readonly planner: BatchPlanner;
  readonly journals: Journals;
  readonly runner: Runner;
  readonly ledger: SaveLedger;
  readonly madeFolders: MadeFolders;
  readonly held: HeldNames;
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number;
  /** Absolute path of the chosen folder for all results, if there is one. */
  readonly out: () => string | undefined;
  readonly tell: (event: AppEvent) => void;
  /** No graphics card draws the window. */
  readonly drawsOnProcessor: () => boolean;
  /** Called with every event. `share` is what is done of the batch, 0 to 1. */
  readonly onTold?: (whole: BatchWhole, share: number, states: StateCounts) => void;
};

export type Waiting = Pick<BatchItem, 'photo' | 'look' | 'choices'> & {
  readonly job: PlannedJob;
  readonly spot: JournalSpot | undefined;
};

/** A run that continues: its photos, with those that are done already. */
export type Continued = {
  readonly items: readonly Waiting[];
  readonly done: readonly (Pick<BatchItem, 'photo' | 'look' | 'choices'> & {
    readonly output: string;
    /** It was copied as it is. */
    readonly isCopy: boolean;
  })[];
};

export type StartOptions = {
  /** A single photo is journaled, too: others follow. */
  readonly isWatched?: boolean;
  /** Absolute path of the folder for all results, if it is not the chosen one. */
  readonly out?: string;
  /** How the photos were chosen, for the journal. */
  readonly choice?: BatchChoices;
};
