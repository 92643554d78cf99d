import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FileState, PairOutcome } from '@contract';
import { fileState, isSameState } from '@disk';
import type { ComparisonTask } from './planComparison';

/** A picture that was measured, the state of its files then, and the engine's peak so far, MB. */
const Entry = z.strictObject({
  model: z.string(),
  name: z.string(),
  photo: FileState,
  truth: FileState,
  outcome: PairOutcome,
  peakRssMb: z.number(),
});
type Entry = z.infer<typeof Entry>;

/** What a run measured so far, so that the same command goes on where it was stopped. Failed pictures are tried again. */
export class ComparisonLedger {
  readonly #entries = new Map<string, Entry>();

  private constructor(private readonly file: string) {}

  /** @param request everything that changes the scores; @param folder absolute path of a folder for such files */
  static async open(folder: string, request: unknown): Promise<ComparisonLedger> {
    const key = createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 32);
    const ledger = new ComparisonLedger(join(folder, `${key}.jsonl`));
    await mkdir(folder, { recursive: true });
    const text = await readFile(ledger.file, 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      const entry = entryOf(line);
      if (entry) ledger.#entries.set(keyOf(entry), entry);
    }
    return ledger;
  }

  /** What is known of a picture, if its files are still the same. */
  async find({ candidate, name, photo, truth }: ComparisonTask): Promise<Entry | undefined> {
    const entry = this.#entries.get(keyOf({ model: candidate.id, name }));
    if (!entry) return undefined;
    const states = await Promise.all([fileState(photo), fileState(truth)]).catch(() => undefined);
    const isSame = states?.every((state, at) => isSameState(state, at === 0 ? entry.photo : entry.truth));
    return isSame === true ? entry : undefined;
  }

  /** A disk that takes no more notes only costs the way back. */
  async add(
    { candidate, name, photo, truth }: ComparisonTask,
    told: Pick<Entry, 'outcome' | 'peakRssMb'>,
  ): Promise<void> {
    if (told.outcome.error) return;
    const [ofPhoto, ofTruth] = await Promise.all([fileState(photo), fileState(truth)]);
    const entry: Entry = { model: candidate.id, name, photo: ofPhoto, truth: ofTruth, ...told };
    await appendFile(this.file, `${JSON.stringify(entry)}\n`).catch(() => undefined);
  }

  /** The run came to its end. */
  async close(): Promise<void> {
    await unlink(this.file).catch(() => undefined);
  }
}

const keyOf = ({ model, name }: { model: string; name: string }): string => `${model}\n${name}`;

/** Null for a line that a crash cut off. */
function entryOf(line: string): Entry | null {
  try {
    return Entry.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
