import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Whether a small disk can be mounted here: that takes Linux, root and a container that lets it. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'candela-mount-'));
  const mounted = works('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
  if (mounted) execFileSync('umount', [folder]);
  rmdirSync(folder);
  return mounted;
}

/** The command that lets a shell mount disks: empty if mounting is allowed, else one with its own mount namespace. Undefined if neither works. */
export function throughMounting(): readonly string[] | undefined {
  const own = ['unshare', '--map-root-user', '--mount'] as const;
  if (canMount()) return [];
  return works(...own, 'true') ? own : undefined;
}

export const rightsNeeded = 'a way to run without the rights of root (setpriv)';

/** The command that runs a program to which root's right to read everything is denied: empty for anybody but root. Undefined if there is none. */
export function withoutRights(): readonly string[] | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.getuid?.() !== 0) return [];
  const rights = '-dac_override,-dac_read_search';
  const without = ['--bounding-set', rights, '--inh-caps', rights];
  return works('setpriv', ...without, 'true') ? ['setpriv', ...without] : undefined;
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
