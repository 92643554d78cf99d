import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Everything that a run needs to go on: what was learned, and the optimiser's vectors. */
export type Snapshot = {
  readonly step: number;
  readonly weights: Float32Array;
  readonly moments: readonly Float32Array[];
};

const Head = z.strictObject({ step: z.int().min(0), length: z.int().min(1), moments: z.int().min(0).max(2) });

/** A run that nobody asked for within a day is forgotten. */
const keptMs = 24 * 3600 * 1000;

const ending = '.run';

/** The last snapshots of runs as files, so that a run can go on in another engine. Losing them costs a run, never more. */
export class SnapshotFiles {
  /** Files are changed one after the other, so that one that was removed does not come back. */
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly folder: string) {}

  write(run: string, snapshot: Snapshot): Promise<void> {
    return this.#next(() => this.#write(run, snapshot));
  }

  async #write(run: string, { step, weights, moments }: Snapshot): Promise<void> {
    const head: z.infer<typeof Head> = { step, length: weights.length, moments: moments.length };
    const line = Buffer.from(`${JSON.stringify(head)}\n`);
    const parts = [weights, ...moments].map(
      (part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
    );
    const file = this.#fileOf(run);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(`${file}.part`, Buffer.concat([line, ...parts]));
      await rename(`${file}.part`, file);
    } catch {
      await rm(`${file}.part`, { force: true }).catch(() => undefined);
    }
  }

  /** Undefined: there is none, or it is not whole. */
  async read(run: string, length: number): Promise<Snapshot | undefined> {
    try {
      const bytes = await readFile(this.#fileOf(run));
      const end = bytes.indexOf('\n');
      const head = Head.parse(JSON.parse(bytes.subarray(0, end).toString()));
      const values = bytes.subarray(end + 1);
      if (head.length !== length || values.length !== 4 * length * (1 + head.moments)) return undefined;
      const part = (at: number): Float32Array => {
        // A copy, because the values need not begin at a multiple of four bytes.
        const copy = Uint8Array.from(values.subarray(4 * length * at, 4 * length * (at + 1)));
        return new Float32Array(copy.buffer);
      };
      const moments = Array.from({ length: head.moments }, (_, at) => part(at + 1));
      return { step: head.step, weights: part(0), moments };
    } catch {
      return undefined;
    }
  }

  remove(run: string): Promise<void> {
    return this.#next(() => rm(this.#fileOf(run), { force: true }).catch(() => undefined));
  }

  /** Waits for what is being written. */
  settled(): Promise<void> {
    return this.#work;
  }

  /** Removes what earlier engines left a day ago. */
  async tidy(now: number): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      const file = join(this.folder, name);
      const found = await stat(file).catch(() => undefined);
      if (found !== undefined && now - found.mtimeMs > keptMs)
        await rm(file, { force: true }).catch(() => undefined);
    }
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work);
    return this.#work;
  }

  #fileOf(run: string): string {
    return join(this.folder, `${run}${ending}`);
  }
}
