import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isTempName, PlacingLine, type Placing } from '@contract';
import { isRunning } from '@disk';
import type { JournalPlace } from './journalPlace';
import { wholeLinesOf } from './lines';

/** How long the engine of a Candela that was killed may take to notice, ms. */
const patience = 10_000;
const pause = 50;

/** What the engine noted for a journal. A last line that was cut off is passed over: its result has no name yet. */
export async function readPlacings({
  placings,
}: Pick<JournalPlace, 'placings'>): Promise<{ placed: Placing[]; pids: number[] }> {
  const placed: Placing[] = [];
  const pids: number[] = [];
  for await (const { texts } of wholeLinesOf(placings))
    for (const text of texts) {
      const parsed = PlacingLine.safeParse(jsonOf(text));
      if (!parsed.success) continue;
      if ('pid' in parsed.data) pids.push(parsed.data.pid);
      else placed.push(parsed.data);
    }
  return { placed, pids };
}

function jsonOf(line: string | null): unknown {
  try {
    return line === null ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Waits until the engines of a killed Candela have ended. A number that another process has by now is not waited for long. */
export async function waitForEngines(pids: readonly number[], signal: AbortSignal): Promise<void> {
  const end = performance.now() + patience;
  for (const pid of pids)
    while (performance.now() < end && (await isRunning({ pid, started: null })))
      await delay(pause, undefined, { signal });
}

/** Removes the temporary files of runs that were cut off. */
export async function sweepRuns(runs: readonly string[], folders: Iterable<string>): Promise<void> {
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    const left = names.filter((name) => runs.some((run) => isTempName(name, { run })));
    for (const name of left) await unlink(join(folder, name)).catch(() => undefined);
  }
}
