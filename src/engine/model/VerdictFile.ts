import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const Verdict = z.strictObject({
  state: z.enum(['works', 'wrong', 'slow']),
  /** For people: the size of the difference, or nothing. */
  detail: z.string(),
});
/** The result of comparing a provider with the CPU. */
export type Verdict = z.infer<typeof Verdict>;

const Content = z.strictObject({ version: z.literal(1), verdicts: z.record(z.string(), Verdict) });

/** Verdicts on providers, in a file of the cache folder. A damaged file counts as empty, because verdicts can be found again. */
export class VerdictFile {
  readonly #path: string;
  #verdicts: Promise<Record<string, Verdict>> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  async get(key: string): Promise<Verdict | undefined> {
    return (await this.#load())[key];
  }

  /** Stores a verdict. If the folder is not writable, the verdict is simply found again next time. */
  async set(key: string, verdict: Verdict): Promise<void> {
    (await this.#load())[key] = verdict;
    this.#writing = this.#writing.then(() => this.#save());
    await this.#writing;
  }

  #load(): Promise<Record<string, Verdict>> {
    this.#verdicts ??= this.#read();
    return this.#verdicts;
  }

  async #read(): Promise<Record<string, Verdict>> {
    try {
      return Content.parse(JSON.parse(await readFile(this.#path, 'utf8'))).verdicts;
    } catch {
      return {};
    }
  }

  async #save(): Promise<void> {
    const part = `${this.#path}.${randomUUID()}.part`;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      const content: z.infer<typeof Content> = { version: 1, verdicts: await this.#load() };
      await writeFile(part, JSON.stringify(content, undefined, 2));
      await rename(part, this.#path);
    } catch {
      await rm(part, { force: true }).catch(() => undefined);
    }
  }
}
