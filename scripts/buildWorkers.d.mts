/** Bundles the engine's workers into a folder, seen from the repository. */
export function buildWorkers(outdir: string): Promise<void>;
/** esbuild's `define` for a bundle that holds the engine. */
export function workersAt(address: string): Record<string, string>;
