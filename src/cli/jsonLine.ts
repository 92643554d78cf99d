import { printable } from '@core';

/** A value as a line of JSON, without characters that affect a terminal. Parsers read the same value from it. */
export function jsonLine(value: unknown): string {
  return `${printable(JSON.stringify(value))}\n`;
}
