import { execFileSync } from 'node:child_process';
import { it } from 'vitest';

/** True when a command ends well. */
export function works(program: string, ...argv: string[]): boolean {
  try {
    execFileSync(program, argv, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * `it` when the machine has what a test needs; else the test is skipped with the reason in its name, or fails where `CI` is set, so that a
 * check never goes missing unseen.
 */
export function itNeeding(present: boolean, what: string): typeof it | typeof it.skip {
  if (present) return it;
  if (process.env.CI !== undefined) throw new Error(`this machine lacks ${what}`);
  process.stderr.write(`skipped, because this machine lacks ${what}\n`);
  return it.skip;
}
