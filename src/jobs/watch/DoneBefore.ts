import type { FileIdentity, Settings } from '@contract';
import { exists, fileState, identifyFile, isSameState } from '@disk';
import { realPath } from '../journal/journalPlace';
import type { Journal } from '../journal/readJournal';
import { asAskedFor, sameWork } from '../journal/sameWork';

/** What a photo would be done with now. */
export type DoneWith = {
  readonly settings: Settings;
  readonly modelSha256: string | null;
  /** Frames of a series have a brightness of their own. */
  readonly isSeries?: boolean;
};

type Done = { readonly input: FileIdentity; readonly output: string };

/** The photos that a journal says are done, with the same settings and model, and whose results are there. */
export class DoneBefore {
  readonly #byPath = new Map<string, Done>();
  readonly #byContent = new Map<string, Done>();

  constructor(
    journal: Pick<Journal, 'runs'>,
    root: string,
    { settings, modelSha256, isSeries = false }: DoneWith,
  ) {
    for (const { request, photos, outcomes } of journal.runs.values())
      for (const [id, photo] of photos) {
        const outcome = outcomes.get(id);
        if (outcome?.type !== 'done' || outcome.modelSha256 !== modelSha256) continue;
        const own = photo.settings ?? request.settings;
        if (!sameWork(isSeries ? asAskedFor(own, request.settings) : own, settings)) continue;
        const done = { input: outcome.input, output: realPath(root, outcome.output.path) };
        this.#byPath.set(realPath(root, photo.input), done);
        this.#byContent.set(outcome.input.sha256, done);
      }
  }

  /** A file of the same size and time is taken to be the same. Any other is known by its content, whatever its name is now. */
  async has(path: string, options: { signal: AbortSignal }): Promise<boolean> {
    if (this.#byContent.size === 0) return false;
    const known = this.#byPath.get(path);
    const state = await fileState(path).catch(() => null);
    // What cannot be read fails with its reason when it is enhanced.
    if (state === null) return false;
    const done = known && isSameState(known.input, state) ? known : await this.#find(path, options);
    return done !== undefined && (await exists(done.output));
  }

  async #find(path: string, options: { signal: AbortSignal }): Promise<Done | undefined> {
    const identity = await identifyFile(path, options).catch(() => null);
    options.signal.throwIfAborted();
    return identity === null ? undefined : this.#byContent.get(identity.sha256);
  }
}
