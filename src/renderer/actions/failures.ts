import { isAbort, toWire, type WireError } from '@contract';
import { addToast } from '../state/toasts';

/** A thrown value in words, or null after a cancel, which is not a failure. */
export function failureOf(error: unknown, name: string): WireError | null {
  if (isAbort(error) || (error instanceof DOMException && error.name === 'AbortError')) return null;
  return toWire(error, name);
}

/** Reports a failure that belongs to no photo's tile. */
export function reportFailure(error: unknown, name: string): void {
  const wire = failureOf(error, name);
  if (wire !== null) addToast({ kind: 'error', message: wire.message, action: wire.action });
}

/** Runs something that nobody awaits, and reports its failure. */
export function inBackground(work: Promise<unknown>, name: string): void {
  work.catch((error: unknown) => {
    reportFailure(error, name);
  });
}
