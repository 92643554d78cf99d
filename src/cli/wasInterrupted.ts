import { setTimeout as delay } from 'node:timers/promises';
import { CandelaError, isAbort } from '@contract';

/** How much later than the engine the program may hear of one and the same Ctrl-C, ms. */
const apart = 200;

/**
 * Whether work failed because the person interrupted the program. Ctrl-C in a terminal reaches the engine, too, which dies of it while
 * it starts, perhaps before the program has heard of it.
 */
export async function wasInterrupted(error: unknown, signal: AbortSignal): Promise<boolean> {
  if (isAbort(error)) return signal.aborted;
  if (!(error instanceof CandelaError) || !error.code.startsWith('engine.')) return false;
  const isDead = /signal SIG(INT|TERM|HUP)/.test(error.message);
  if (isDead && !signal.aborted) await delay(apart, undefined, { signal }).catch(() => undefined);
  return signal.aborted;
}
