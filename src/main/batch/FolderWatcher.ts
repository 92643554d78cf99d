import { basename, dirname, join } from 'node:path';
import {
  isAbort,
  withoutPaths,
  type AppEvent,
  type BatchChoices,
  type BatchState,
  type ExportChoices,
  type Look,
  type PhotoEntry,
} from '@contract';
import {
  defaultFolder,
  DoneBefore,
  FolderWatch,
  isOnItsWay,
  journalPlace,
  readJournal,
  type Patterns,
} from '@jobs';
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
  /** Which of the photos are enhanced, and what is decided for those that arrive together. */
  readonly batch: BatchChoices;
  /** Files with other names are left alone. */
  readonly patterns: Patterns;
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

  async #run(watched: Watched, signal: AbortSignal): Promise<void> {
    const { desk } = this.parts;
    const { folder, out, look, choices, batch, patterns } = watched;
    this.#show({}, signal);
    const results = out ?? join(folder, defaultFolder);
    const watch = new FolderWatch({
      ...{ folder, out: results, recursive: false, signal },
      onFolder: ({ isThere }) => {
        this.#show({ isThere }, signal);
      },
    });
    const done = await this.#doneBefore(results, watched);
    for (;;) {
      const photos = await this.#opened(watch, { done, patterns }, signal);
      if (photos.length === 0) continue;
      this.#show({ arrived: this.#state.arrived + photos.length }, signal);
      const wish = {
        ...{ looks: [look], choices, batch },
        photos: photos.map(({ photo }) => ({ photo, look: 0 })),
      };
      const context = { signal, onProgress: () => undefined };
      await desk.start(wish, context, { isWatched: true, out: results });
    }
  }

  async #doneBefore(out: string, { look, choices, batch }: Watched): Promise<DoneBefore> {
    const settings = settingsOf(look, choices);
    const modelSha256 = this.parts.modelHash(settings.model);
    const now = { settings, modelSha256, isSeries: batch.series };
    return new DoneBefore(await readJournal(journalPlace(out)), out, now);
  }

  /** The next photos that came, opened. */
  async #opened(
    watch: FolderWatch,
    { done, patterns }: { done: DoneBefore; patterns: Patterns },
    signal: AbortSignal,
  ): Promise<PhotoEntry[]> {
    const { open, isOwnResult, tell } = this.parts;
    const photos: PhotoEntry[] = [];
    for (const path of await watch.next()) {
      if (!patterns.wants(basename(path))) continue;
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
