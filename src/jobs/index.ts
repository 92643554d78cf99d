/**
 * @file Batches: finds the photos, names their results and runs them. The runner and the sniffer are arguments, so no model and no
 * Electron is needed here. Imports contract and core.
 */
export { defaultFolder } from './findFiles';
export { findTruths } from './findTruths';
export { hasPhotoName, isHidden } from './photoNames';
export { planBatch, type BatchPlan, type BatchRequest, type Sniff } from './planBatch';
export { isDeath, Isolation } from './run/Isolation';
export { isolated, type EngineHold } from './run/isolated';
export type { StallLimits } from './run/StallWatch';
export { runBatch, type BatchEvent, type BatchTally, type Runner } from './runBatch';
