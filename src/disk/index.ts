/** @file What the file system says, in Candela's words. Plain Node, for every process that touches files. */
export { exists } from './exists';
export { fileFailure, isMissing } from './fileFailure';
export { fileState, identifyFile, isSameState } from './fileIdentity';
export { moveWithoutReplacing } from './moveWithoutReplacing';
export { isRunning, ownProcess, type ProcessId } from './processes';
export { syncFolder } from './syncFolder';
export { assertWritableFolder } from './writableFolder';
