/**
 * @file Batches: finds the photos, names their results and runs them. The runner and the sniffer are arguments, so no model and no
 * Electron is needed here. Imports contract and core.
 */
export { defaultFolder } from './plan/findFiles';
export { findTruths } from './plan/findTruths';
export { hasPhotoName, isHidden } from './plan/photoNames';
export { planBatch, type BatchPlan, type BatchRequest, type Sniff } from './plan/planBatch';
export { isDeath, Isolation } from './run/Isolation';
export { isolated, type EngineHold } from './run/isolated';
export type { StallLimits } from './run/StallWatch';
export { runBatch, type BatchEvent, type BatchTally, type Runner } from './run/runBatch';
export { FolderWatch } from './watch/FolderWatch';
