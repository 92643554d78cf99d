import { dirname, join } from 'node:path';
import {
  isAbort,
  withoutPaths,
  type AppEvent,
  type BatchState,
  type ExportChoices,
  type Look,
  type PhotoEntry,
} from '@contract';
import { defaultFolder, DoneBefore, FolderWatch, isOnItsWay, journalPlace, readJournal } from '@jobs';
import { folderLabel } from '../files/folderLabel';
import { settingsOf } from '../save/settingsOf';
import type { BatchDesk } from './BatchDesk';

type Watching = NonNullable<BatchState['watching']>;
type Options = { signal: AbortSignal };

type Parts = {
  readonly desk: BatchDesk;
  /** Opens a photo by its absolute path. */
  readonly open: (path: string, options: Options) => Promise<PhotoEntry>;
  readonly isOwnResult: (path: string, options: Options) => Promise<boolean>;
  readonly modelHash: (model: string) => string | null;
  readonly tell: (event: AppEvent) => void;
};

type Watched = {
  /** Absolute path. */
  readonly folder: string;
  /** Absolute path of the chosen folder for all results, if there is one. */
  readonly out: string | undefined;
  readonly look: Look;
  readonly choices: ExportChoices;
};

/** Enhances each photo that comes into a folder. One folder is watched at a time. */
export class FolderWatcher {
  #stop = new AbortController();
  #state: Watching = { folder: '', isThere: true, arrived: 0 };

  constructor(private readonly parts: Parts) {}

  /** Ends when `stop` is called. */
  start(watched: Watched): void {
    this.stop();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#state = { folder: folderLabel(watched.folder), isThere: true, arrived: 0 };
    void this.#run(watched, signal).catch((error: unknown) => {
      if (!isAbort(error)) this.#show({ error: withoutPaths(error, [watched.folder]).toWire() }, signal);
    });
  }

  /** What waits already is still enhanced. */
  stop(): void {
    this.#stop.abort();
    this.parts.desk.watch(null);
  }

  #show(more: Partial<Watching>, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#state = { ...this.#state, ...more };
    this.parts.desk.watch(this.#state);
  }

  async #run({ folder, out, look, choices }: Watched, signal: AbortSignal): Promise<void> {
    const { desk } = this.parts;
    this.#show({}, signal);
    const results = out ?? join(folder, defaultFolder);
    const watch = new FolderWatch({
      ...{ folder, out: results, recursive: false, signal },
      onFolder: ({ isThere }) => {
        this.#show({ isThere }, signal);
      },
    });
    const done = await this.#doneBefore(results, { look, choices });
    for (;;) {
      const photos = await this.#opened(watch, done, signal);
      if (photos.length === 0) continue;
      this.#show({ arrived: this.#state.arrived + photos.length }, signal);
      const wish = {
        ...{ looks: [look], choices, batch: { copyRest: false, series: false } },
        photos: photos.map(({ photo }) => ({ photo, look: 0 })),
      };
      const context = { signal, onProgress: () => undefined };
      await desk.start(wish, context, { isWatched: true, out: results });
    }
  }

  async #doneBefore(out: string, { look, choices }: Pick<Watched, 'look' | 'choices'>): Promise<DoneBefore> {
    const settings = settingsOf(look, choices);
    const modelSha256 = this.parts.modelHash(settings.model);
    return new DoneBefore(await readJournal(journalPlace(out)), out, { settings, modelSha256 });
  }

  /** The next photos that came, opened. */
  async #opened(watch: FolderWatch, done: DoneBefore, signal: AbortSignal): Promise<PhotoEntry[]> {
    const { open, isOwnResult, tell } = this.parts;
    const photos: PhotoEntry[] = [];
    for (const path of await watch.next()) {
      const mayBeResult = /candela/i.test(path.slice(dirname(path).length));
      if (mayBeResult && (await isOwnResult(path, { signal }))) continue;
      if (await done.has(path, { signal })) continue;
      const photo = await open(path, { signal });
      const code = photo.error?.code;
      if (code !== undefined && isOnItsWay(code) && watch.retry(path)) continue;
      photos.push(photo);
    }
    if (photos.length > 0) tell({ kind: 'opened', photos, isQuiet: true });
    return photos;
  }
}
