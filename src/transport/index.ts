/**
 * @file The conversation between two processes, the same for page and main as for main and engine: one end asks, the other answers, each by the
 * rows of a table. Ids, cancel, progress, failures and the parsing at both ends are here; how messages travel is the business of
 * whoever makes a `Line`. No Node, no DOM.
 */
export { Answerer, type Running } from './Answerer';
export { bindAll, mapNames, type BoundCall, type CallContext, type Handlers } from './BoundCall';
export { Caller, type Line } from './Caller';
export { deferred } from './deferred';
export { fit, MisfitMessage } from './fit';
