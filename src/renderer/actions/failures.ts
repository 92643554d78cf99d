import { isAbort, toWire, type WireError } from '@contract';
import { addToast } from '../state/toasts';

/** A thrown value in words; null for what was cancelled, which is no failure. */
export function failureOf(error: unknown, name: string): WireError | null {
  if (isAbort(error) || (error instanceof DOMException && error.name === 'AbortError')) return null;
  return toWire(error, name);
}

/** Says a failure that belongs to no photo's tile. */
export function reportFailure(error: unknown, name: string): void {
  const wire = failureOf(error, name);
  if (wire !== null) addToast({ kind: 'error', message: wire.message, action: wire.action });
}

/** Runs something nobody waits for; a failure is said. */
export function inBackground(work: Promise<unknown>, name: string): void {
  work.catch((error: unknown) => {
    reportFailure(error, name);
  });
}
