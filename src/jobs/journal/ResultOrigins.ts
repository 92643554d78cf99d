import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalDone, PlannedJob, Settings } from '@contract';
import { fileState, identifyFile } from '@disk';
import { folderOfJournals, journalPlaces, realPath } from './journalPlace';
import { readJournal } from './readJournal';
import { asAskedFor, sameWork } from './sameWork';

type Origin = { readonly done: JournalDone; readonly input: string; readonly settings: Settings };

/** How far above a result its journal may lie: results keep the tree of a folder. */
const mostLevels = 32;

/** What journals say about existing results: from which content, with which settings and model they were made. */
export class ResultOrigins {
  readonly #folders = new Map<string, Promise<ReadonlyMap<string, Origin> | null>>();

  /**
   * @param modelHash hash of the file of a model, by its id; null if it cannot be used
   * @param isSeries the brightness of each photo is still to be found, as it was when the results were made
   */
  constructor(
    private readonly modelHash: (model: string) => string | null,
    private readonly isSeries = false,
  ) {}

  /**
   * Whether a journal knows that a result was made from something else than this job. False if no journal knows the result.
   * @param result absolute path of a file that exists
   * @throws CandelaError `journal.*`; the signal's reason
   */
  async isOther(result: string, job: PlannedJob, options: { signal: AbortSignal }): Promise<boolean> {
    const origin = await this.#originOf(result);
    if (origin === undefined) return false;
    const { done, input, settings } = origin;
    if (done.modelSha256 !== this.modelHash(job.settings.model)) return true;
    if (!sameWork(settings, job.settings)) return true;
    const state = await fileState(job.input).catch(() => null);
    // What cannot be read has no result of its own yet, and fails with its reason when it is enhanced.
    if (state === null) return true;
    // Only the same file is taken to be unchanged by its size and time.
    const isSame = state.size === done.input.size && state.mtimeMs === done.input.mtimeMs;
    if (isSame && input === job.input) return false;
    return (await identifyFile(job.input, options)).sha256 !== done.input.sha256;
  }

  async #originOf(result: string): Promise<Origin | undefined> {
    let folder = dirname(result);
    for (let level = 0; level < mostLevels; level += 1) {
      const origins = await this.#originsIn(folder);
      if (origins !== null) return origins.get(result);
      const above = dirname(folder);
      if (above === folder) break;
      folder = above;
    }
    return undefined;
  }

  /** Null: the folder has no journal. */
  #originsIn(root: string): Promise<ReadonlyMap<string, Origin> | null> {
    const known = this.#folders.get(root);
    if (known) return known;
    const reading = readOrigins(root, this.isSeries);
    this.#folders.set(root, reading);
    return reading;
  }
}

async function readOrigins(root: string, isSeries: boolean): Promise<ReadonlyMap<string, Origin> | null> {
  const names = await readdir(folderOfJournals(root)).catch(() => []);
  const places = journalPlaces(root, names);
  if (places.length === 0) return null;
  const origins = new Map<string, Origin>();
  for (const place of places)
    for (const { request, photos, outcomes } of (await readJournal(place)).runs.values())
      for (const [id, done] of outcomes) {
        const photo = photos.get(id);
        if (done.type !== 'done' || photo === undefined) continue;
        const { settings: own = request.settings } = photo;
        const settings = isSeries ? asAskedFor(own, request.settings) : own;
        const input = realPath(root, photo.input);
        origins.set(realPath(root, done.output.path), { done, input, settings });
      }
  return origins;
}
