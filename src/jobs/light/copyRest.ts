import type { PlannedJob, ResultFile } from '@contract';
import type { Isolation } from '../run/Isolation';
import { noTime, type Runner } from '../run/batchEvents';

/** Copies a photo byte for byte, and tells where the copy lies. */
export type Copy = (
  files: Pick<PlannedJob, 'input' | 'output' | 'journal'>,
  options: { signal: AbortSignal },
) => Promise<ResultFile & { readonly path: string }>;

type Copying = { readonly copy: Copy; readonly isolation: Pick<Isolation, 'run'> };

/** A runner that copies the photos of a batch that are bright enough, and passes on all others. */
export function copying(run: Runner, { copy, isolation }: Copying): Runner {
  return async (job, options) => {
    if (job.copy !== true) return run(job, options);
    const { input, output, journal } = job;
    const { signal } = options;
    const files = { input, output, ...(journal && { journal }) };
    const { path, ...written } = await isolation.run(() => copy(files, { signal }));
    const nothing = { provider: null, megapixels: null, timings: noTime, notices: [] };
    return { output: path, written, status: 'copied', ...nothing };
  };
}
