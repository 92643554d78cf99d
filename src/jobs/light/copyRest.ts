import { CandelaError, isAbort, toCandelaError } from '@contract';
import type { BatchPlan, Left, Rejection, Skipped } from '../plan/planBatch';

/** Copies a photo byte for byte, and tells where the copy lies. */
export type Copy = (
  files: { input: string; output: string },
  options: { signal: AbortSignal },
) => Promise<string>;

/**
 * Settles the photos that a plan left out because they are bright: copies those that are to be copied, and counts all of them among
 * the skipped. A photo that cannot be copied is among the failed ones.
 * @throws AbortError
 */
export async function settleLeft(
  plan: BatchPlan,
  copy: Copy,
  { signal }: { signal: AbortSignal },
): Promise<BatchPlan> {
  const skipped: Skipped[] = [...plan.skipped];
  const rejected: Rejection[] = [...plan.rejected];
  for (const photo of plan.left) {
    const settled = await settleBright(photo, copy, signal);
    if (settled instanceof CandelaError) rejected.push({ input: photo.input, error: settled });
    else skipped.push(settled);
  }
  return { ...plan, skipped, rejected, left: [] };
}

/** What becomes of one bright photo. @throws AbortError */
export async function settleBright(
  { input, copyTo }: Left,
  copy: Copy,
  signal: AbortSignal,
): Promise<Skipped | CandelaError> {
  if (copyTo === null) return { input, existing: null, reason: 'wellLit' };
  signal.throwIfAborted();
  try {
    return { input, existing: await copy({ input, output: copyTo }, { signal }), reason: 'copied' };
  } catch (error) {
    if (signal.aborted && isAbort(error)) throw error;
    return toCandelaError(error, input);
  }
}
