import { basename, dirname } from 'node:path';
import type { PlannedJob, SavedFile } from '@contract';
import { exists } from '@disk';
import type { Runner, RunResult } from '@jobs';
import { folderLabel } from '../files/folderLabel';
import type { MadeFolders } from './MadeFolders';
import type { SaveLedger } from './SaveLedger';

type Parts = {
  readonly ledger: SaveLedger;
  readonly madeFolders: MadeFolders;
  /** Takes the saved file of a result. */
  readonly keep: (output: string, saved: SavedFile) => void;
};

/** A runner whose results can be shown and undone. */
export function savingRunner(run: Runner, { ledger, madeFolders, keep }: Parts): Runner {
  return async (job, options) => {
    const { output } = job;
    // The earlier result is gone then, so removing the new one would lose both.
    const replaces = job.settings.output.onConflict === 'overwrite' && (await exists(output));
    const folder = dirname(output);
    await madeFolders.note(folder);
    try {
      const result = await run(job, options);
      keep(result.output ?? output, await savedFile(ledger, { job, result, replaces }));
      return result;
    } catch (error) {
      await madeFolders.removeEmpty(folder);
      throw error;
    }
  };
}

type Written = { readonly job: PlannedJob; readonly result: RunResult; readonly replaces: boolean };

/** What the page may know of a result. */
async function savedFile(ledger: SaveLedger, { job, result, replaces }: Written): Promise<SavedFile> {
  const { output, written, provider, timings, notices } = result;
  if (output === null || written === null) return existingFile(ledger, job.output);
  if (result.status === 'copied') return existingFile(ledger, output);
  const save = replaces ? ledger.addReplacing(output) : await ledger.addWritten(output, written);
  return {
    ...{ save, name: basename(output), folder: folderLabel(dirname(output)), canUndo: !replaces },
    ...{ provider, totalMs: timings.totalMs, notices },
  };
}

/** A file that was left alone. `name` null: it is not this photo's result. */
export function existingFile(ledger: SaveLedger, path: string, name: string | null = null): SavedFile {
  const save = ledger.addExisting(path);
  const nothing = { canUndo: false, provider: null, totalMs: 0, notices: [] };
  return { save, name, folder: folderLabel(dirname(path)), ...nothing };
}
