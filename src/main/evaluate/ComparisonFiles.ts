import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { FileIdentity, PairCrop, PairResult, SetRole, Treatment } from '@contract';
import { atomicWrite } from '../state/atomicWrite';

const path = z.string().min(1);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What was compared, by absolute paths. */
export const KeptChoice = z.strictObject({
  version: z.literal(1),
  at: z.iso.datetime(),
  sets: z.array(z.strictObject({ name: z.string(), role: SetRole, paths: z.array(path) })),
  pairing: z.enum(['name', 'order']),
  mends: z.array(z.tuple([path, path.nullable()])),
  crop: PairCrop,
  chosen: z.array(z.string()).nullable(),
  ...{ pairs: z.int(), pictures: z.int() },
});
export type KeptChoice = z.infer<typeof KeptChoice>;

const KeptFile = FileIdentity.extend({ path });

/** One picture's scores, and all that they depend on. */
export const KeptScore = z.strictObject({
  candela: z.string(),
  ...{ photo: KeptFile, truth: KeptFile, treatment: Treatment, crop: PairCrop },
  /** Checksums of the network, and of the person's LPIPS. */
  model: hash.nullable(),
  lpips: hash.nullable(),
  result: PairResult,
});
export type KeptScore = z.infer<typeof KeptScore>;

/** The last comparison on the disk: a file of what is compared, and one with a line for each picture that was measured. */
export class ComparisonFiles {
  readonly #scores: string;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param file absolute path of the first; the other one lies beside it */
  constructor(private readonly file: string) {
    this.#scores = `${file}l`;
  }

  /** Null: there is none, or it is of a later version. A line that a crash cut off does not count. */
  read(): Promise<{ choice: KeptChoice; scores: KeptScore[] } | null> {
    return this.#inTurn(async () => {
      const choice = parsed(KeptChoice, await textOf(this.file));
      if (choice === null) return null;
      const lines = (await textOf(this.#scores)).split('\n');
      return { choice, scores: lines.flatMap((line) => parsed(KeptScore, line) ?? []) };
    });
  }

  /** @param scores replace those on the disk; absent: they stay */
  write(choice: KeptChoice, scores?: readonly KeptScore[]): Promise<void> {
    return this.#inTurn(async () => {
      if (scores !== undefined) await atomicWrite(this.#scores, scores.map(lineOf).join(''));
      await atomicWrite(this.file, `${JSON.stringify(choice)}\n`);
    });
  }

  append(score: KeptScore): Promise<void> {
    return this.#inTurn(async () => {
      await mkdir(dirname(this.#scores), { recursive: true });
      await appendFile(this.#scores, lineOf(score), { mode: 0o600 });
    });
  }

  remove(): Promise<void> {
    return this.#inTurn(async () => {
      for (const one of [this.file, this.#scores]) await rm(one, { force: true });
    });
  }

  /** Resolves when nothing is left to write. */
  async settled(): Promise<void> {
    await this.#turn.catch(() => undefined);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.catch(() => undefined).then(work);
    this.#turn = done;
    return done;
  }
}

const lineOf = (score: KeptScore): string => `${JSON.stringify(score)}\n`;

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
