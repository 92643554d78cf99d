/**
 * @file The conversation between two processes. Page and main use it, and so do main and engine. One end asks and the other
 * answers, by the rows of a table. Ids, cancel, progress, failures and the parsing at both ends are here. The maker of a `Line`
 * decides how messages travel. No Node, no DOM.
 */
export { Answerer, type Running } from './Answerer';
export { bindAll, mapNames, type BoundCall, type CallContext, type Handlers } from './BoundCall';
export { Caller, type Line } from './Caller';
export { deferred } from './deferred';
export { fit, MisfitMessage } from './fit';
