import { CandelaError, toCandelaError } from './errors';
import type { WireError } from './photos';

/** A failure for the way across a process border, which ends in the window. `file` names what it happened to, where nothing better is known. */
export function toWire(error: unknown, file: string): WireError {
  const known = error instanceof CandelaError ? error : toCandelaError(error, file);
  return { code: known.code, message: known.sentence, action: known.actionInApp };
}
