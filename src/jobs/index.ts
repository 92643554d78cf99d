/**
 * @file Batches: finds the photos, names their results and runs them. The runner and the sniffer are arguments, so no model and no
 * Electron is needed here. Imports contract and core.
 */
export { inParallel } from './inParallel';
export { defaultFolder } from './plan/findFiles';
export { findTruths } from './plan/findTruths';
export { Patterns } from './plan/Patterns';
export { hasPhotoName, isHidden } from './plan/photoNames';
export type { Measures } from './plan/measured';
export { matchGroups } from './light/matchGroups';
export type { Series, TonesOf } from './light/matchSeries';
export { copying } from './light/copyRest';
export { planPhotos, type ChosenPhoto } from './plan/planPhotos';
export type { Outcome } from './plan/settlePhotos';
export type { PlanProgress } from './plan/PlanProgress';
export { planBatch, type BatchPlan, type BatchRequest, type Sniff } from './plan/planBatch';
export { isDeath, Isolation } from './run/Isolation';
export { isolated, type EngineHold } from './run/isolated';
export type { StallLimits } from './run/StallWatch';
export type { BatchEvent, Runner, RunResult } from './run/batchEvents';
export { BatchRun, type JournalSpot } from './run/BatchRun';
export { runBatch, type BatchTally } from './run/runBatch';
export * as queueSteps from './queue/queue';
export type { Queue } from './queue/queue';
export type { EntryId, QueueEntry } from './queue/QueueEntry';
export { BatchJournal } from './journal/BatchJournal';
export { closeJournal } from './journal/closeJournal';
export { openFirst } from './journal/openFirst';
export { BatchRegistry } from './journal/BatchRegistry';
export { JournalFile } from './journal/JournalFile';
export { untilSilent } from './journal/JournalLock';
export { folderOfJournals, journalPlace, journalPlaces, type JournalPlace } from './journal/journalPlace';
export { readJournal, type Journal } from './journal/readJournal';
export { ResultOrigins } from './journal/ResultOrigins';
export { Recorder, type JournalKey } from './journal/Recorder';
export { refusedIn, type Refused } from './journal/refused';
export { isBegun, resumeRuns, type Change, type Resumption } from './journal/resumeRuns';
export { DoneBefore } from './watch/DoneBefore';
export { FolderWatch } from './watch/FolderWatch';
export { isOnItsWay } from './watch/onItsWay';
export type { ThumbnailOf } from './report/pictures';
export { remarksOf } from './report/remarks';
export { writeReport, type WrittenReport } from './report/writeReport';
export { missedBars, readBars, type Missed } from './compare/bars';
export { ComparisonLedger } from './compare/ComparisonLedger';
export { comparisonCommand, type AskedComparison } from './compare/comparisonCommand';
export { EvaluationBuilder } from './compare/evaluation';
export { planComparison, type ComparisonPlan, type ComparisonTask } from './compare/planComparison';
export { readPairRule } from './compare/readPairRule';
export {
  failedOutcome,
  outcomeFrom,
  runComparison,
  type ComparisonEvent,
  type PairScorer,
} from './compare/runComparison';
export { pictureHash } from './compare/report/evaluationPage';
export { evaluationPictures } from './compare/report/evaluationPictures';
export { painterFor } from './compare/report/painterFor';
export { figureOf, measuredMetrics } from './compare/report/figures';
export { evaluationFormat, writeEvaluation } from './compare/report/writeEvaluation';
export { treatmentOf } from './compare/treatmentOf';
