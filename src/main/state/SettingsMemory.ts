import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { PhotoMarks, PhotoSettings } from '@contract';
import { Kept } from './Kept';
import { noMarks, settingsFile, type KeptSettings, type SettingsFile } from './settingsFile';

/** Beyond this number the settings that were kept longest ago are forgotten. */
const mostPhotos = 2000;

const nothing = { settings: null, marks: noMarks };

export type PhotoFile = { readonly path: string; readonly page?: number | undefined };
type Content = Pick<KeptSettings, 'sha256' | 'size' | 'page'>;

/** The settings and marks of photos by the content of their files. A photo that was moved or renamed keeps its settings. */
export class SettingsMemory {
  /** Checksums by path, size and modification time. */
  readonly #checksums = new Map<string, Promise<string>>();
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly kept: Kept<SettingsFile>,
    private readonly most: number,
  ) {}

  static async open(path: string, most = mostPhotos): Promise<SettingsMemory> {
    return new SettingsMemory(await Kept.open(settingsFile(path)), most);
  }

  /** The kept settings. The file is read through only if one of its size is known. */
  async find(photo: PhotoFile): Promise<PhotoSettings | null> {
    return (await this.#known(photo))?.settings ?? null;
  }

  /** The kept marks, or none. */
  async findMarks(photo: PhotoFile): Promise<PhotoMarks> {
    return (await this.#known(photo))?.marks ?? noMarks;
  }

  async #known(photo: PhotoFile): Promise<KeptSettings | null> {
    // What was just changed counts already.
    await this.#changing;
    const { size } = await stat(photo.path);
    if (!this.kept.value.photos.some((known) => known.size === size)) return null;
    const content = await this.#contentOf(photo);
    return this.kept.value.photos.find((known) => isSame(known, content)) ?? null;
  }

  /** Resolves when the change is on the disk. Null forgets. Changes are made in the order of the calls. */
  keep(photo: PhotoFile, settings: PhotoSettings | null): Promise<void> {
    return this.#change(photo, { settings });
  }

  /** The same for marks. What is neither set nor marked is forgotten. */
  keepMarks(photo: PhotoFile, marks: PhotoMarks): Promise<void> {
    return this.#change(photo, { marks });
  }

  #change(photo: PhotoFile, patch: Partial<Pick<KeptSettings, 'settings' | 'marks'>>): Promise<void> {
    const change = this.#changing.then(async () => {
      const content = await this.#contentOf(photo);
      const { photos } = this.kept.value;
      const others = photos.filter((known) => !isSame(known, content));
      const before = photos.find((known) => isSame(known, content));
      const after = { ...content, ...(before ?? nothing), ...patch };
      const isEmpty = after.settings === null && !after.marks.isRejected && after.marks.rating === 0;
      if (isEmpty && before === undefined) return;
      const own = isEmpty ? [] : [after];
      await this.kept.change({ photos: [...own, ...others].slice(0, this.most) });
    });
    this.#changing = change.catch(() => undefined);
    return change;
  }

  /** Resolves when nothing is left to read or write. */
  async settled(): Promise<void> {
    await this.#changing;
    await this.kept.settled();
  }

  async #contentOf({ path, page = 1 }: PhotoFile): Promise<Content> {
    const { size, mtimeMs } = await stat(path);
    const key = `${path}\n${size} ${mtimeMs}`;
    const making = this.#checksums.get(key) ?? checksumOf(path);
    this.#checksums.set(key, making);
    // A file that could not be read is read again the next time.
    making.catch(() => this.#checksums.delete(key));
    return { sha256: await making, size, page };
  }
}

function isSame(one: Content, other: Content): boolean {
  return one.sha256 === other.sha256 && one.page === other.page && one.size === other.size;
}

async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
