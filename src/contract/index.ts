/**
 * @file What crosses a boundary: schemas and their types. Imports zod alone.
 */
export * from './batch';
export type * from './bridge';
export * from './CallRow';
export * from './calls';
export * from './CandelaError';
export * from './channels';
export * from './commands';
export * from './errors';
export * from './evaluate';
export * from './evaluation';
export * from './evaluationCalls';
export * from './events';
export * from './engineCalls';
export * from './formats';
export * from './hostMessages';
export * from './job';
export * from './journal';
export * from './lessons';
export { LayerKind, type LayerGeometry, type LayerSight, type NetworkLayer } from './learnCalls';
export * from './listings';
export * from './lpips';
export * from './modelCard';
export * from './notices';
export * from './photos';
export * from './preferences';
export * from './raw';
export * from './report';
export * from './saves';
export * from './settings';
export * from './systemReasons';
export * from './tempNames';
export * from './trainCalls';
export { pathsIn, withoutPaths } from './withoutPaths';
