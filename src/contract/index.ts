/**
 * @file What crosses a boundary: schemas and their types. Imports zod alone.
 */
export * from './errors';
export * from './job';
export * from './listings';
export * from './modelCard';
export * from './notices';
export * from './settings';
