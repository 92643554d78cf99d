import type { Isolation } from '@jobs';
import type { BatchDesk } from './BatchDesk';
import type { BatchReport } from './BatchReport';
import type { FolderWatcher } from './FolderWatcher';
import type { ModelHashes } from './ModelHashes';
import type { Surveys } from './Surveys';
import type { Unfinished } from './Unfinished';

/** The window's batch and what belongs to it. */
export type WindowBatch = {
  readonly desk: BatchDesk;
  readonly surveys: Surveys;
  readonly unfinished: Unfinished;
  readonly watcher: FolderWatcher;
  readonly report: BatchReport;
  readonly models: ModelHashes;
  /** Decides which photo is at fault when the engine's process dies. */
  readonly isolation: Isolation;
};
