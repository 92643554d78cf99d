import { isBegun } from './resumeRuns';
import { realPath } from './journalPlace';
import type { Journal, JournaledRun } from './readJournal';

/** Files that the last run of a journal refused while it was planned, and what planning them once more has to know. */
export type Refused = {
  readonly run: JournaledRun;
  /** Absolute paths. */
  readonly only: ReadonlySet<string>;
  /** Absolute paths of the results of the journal's photos, done or not. No other result gets such a name. */
  readonly held: readonly string[];
  /** The number of photos that have a place in the run. */
  readonly countedBefore: number;
};

/** Null: nothing was refused, or it has become a job since. @param root absolute path of the folder of results */
export function refusedIn({ runs }: Pick<Journal, 'runs'>, root: string): Refused | null {
  const run = [...runs.values()].filter(isBegun).at(-1);
  if (run === undefined) return null;
  const photos = [...run.photos.values()];
  const planned = new Set(photos.map(({ input }) => input));
  const refused = run.others.filter(({ type, input }) => type === 'failed' && !planned.has(input));
  if (refused.length === 0) return null;
  const all = [...runs.values()].flatMap((one) => [...one.photos.values()]);
  return {
    run,
    only: new Set(refused.map(({ input }) => realPath(root, input))),
    held: all.map(({ output }) => realPath(root, output)),
    countedBefore: photos.filter(({ copy }) => copy !== true).length,
  };
}
