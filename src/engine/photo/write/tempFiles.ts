import { rmSync, unlinkSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, stat, unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTempName, tempFolderName, tempName } from '@contract';

/** The temporary files that currently exist. */
const live = new Set<string>();

/** In the names of all temporary files of this process. */
let mark = randomBytes(4).toString('hex');

/** A live run has touched its file within this time, ms. It is a day, because disks' clocks differ. */
const staleAfter = 24 * 60 * 60 * 1000;

/** Folders that this process has already swept. */
const swept = new Set<string>();

/** Removes temporary files that killed runs left in a folder, once per process. Files that cannot be removed stay. */
export async function sweepTempFiles(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((name) => isTempName(name))) {
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > staleAfter) await unlink(path).catch(() => undefined);
  }
}

/** Chooses the mark, so that another process knows whose files they are when this one has died. */
export function markTempFiles(chosen: string): void {
  mark = chosen;
}

/**
 * A name for a temporary file in its target's folder, so that renaming never crosses disks.
 * @param run id of the run of a journal that the file belongs to, so that it can be removed after a crash
 */
export function claimTempFile(folder: string, run?: string): string {
  const path = join(folder, tempName({ run, mark }, randomBytes(4).toString('hex')));
  live.add(path);
  return path;
}

/** Called when the file is gone or has become a result. */
export function releaseTempFile(path: string): void {
  live.delete(path);
}

/** What else is done at once before this process ends. */
const ends = new Set<() => void>();

/** @returns takes it back */
export function whenEnding(work: () => void): () => void {
  ends.add(work);
  return () => {
    ends.delete(work);
  };
}

/** This process's own folder among the system's temporary ones. Nobody else may look into it, or have made it. */
let own: Promise<string> | undefined;

async function ownFolder(): Promise<string> {
  const path = join(tmpdir(), tempFolderName(mark));
  await mkdir(path, { mode: 0o700 });
  return path;
}

/** A new folder there. The caller removes it. */
export async function tempFolder(): Promise<string> {
  own ??= ownFolder().catch((error: unknown) => {
    own = undefined;
    throw error;
  });
  return await mkdtemp(join(await own, 'develop-'));
}

/** Removes every temporary file of this process at once, before it ends. */
export function removeTempFiles(): void {
  for (const work of ends) work();
  if (own !== undefined) rmSync(join(tmpdir(), tempFolderName(mark)), { recursive: true, force: true });
  own = undefined;
  for (const path of live) {
    try {
      unlinkSync(path);
    } catch {
      // It was never made or is already gone, which is fine. Nothing can be reported while the process ends.
    }
  }
  live.clear();
}
