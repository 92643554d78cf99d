/** Bundles the engine's workers into a folder, given relative to the repository. */
export function buildWorkers(outdir: string): Promise<void>;
/** esbuild's `define` for a bundle that contains the engine. */
export function workersAt(address: string): Record<string, string>;
