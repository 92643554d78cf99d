/**
 * @file Many photos: which there are, where their results go, and running them. Its runner and its sniffer are arguments; it knows
 * no model and no Electron. Imports contract and core.
 */
export { defaultFolder } from './findFiles';
export { findTruths } from './findTruths';
export { hasPhotoName, isHidden } from './photoNames';
export { planBatch, type BatchPlan, type BatchRequest, type Sniff } from './planBatch';
export { runBatch, type BatchEvent, type BatchTally, type Runner } from './runBatch';
