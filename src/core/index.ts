/**
 * @file Pure image maths: no Node, no DOM, no clock. Runs in the engine, in the page and in workers alike.
 */
export * from './raster';
