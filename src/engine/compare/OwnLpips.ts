import type { Priority } from '@contract';
import { lpipsLeastSide, lpipsPlanes, lpipsSize, type Raster } from '@core';
import type { EngineContext } from '../enhance/enhancePhoto';
import { KeptOpen } from '../model/KeptOpen';
import { findLpips, openLpips, type Lpips, type LpipsFile } from './lpipsFile';

type Options = { signal: AbortSignal };

/**
 * Memory for a pixel of both pictures, bytes: the features of VGG-16, the largest network that LPIPS is used with, at full size, a
 * few layers at a time.
 */
const bytesPerPixel = 2048;

/** LPIPS by a person's own file. It stays open for a minute after its last use. */
export class OwnLpips {
  readonly #opened = new KeptOpen<LpipsFile, Lpips>({ open: openLpips, keyOf: ({ sha256 }) => sha256 });

  constructor(private readonly engine: Pick<EngineContext, 'modelFolders' | 'memory' | 'network'>) {}

  /**
   * Checks the file.
   * @returns its checksum; null: there is none
   * @throws CandelaError `lpips.unfit`, `system.*`; the signal's reason
   */
  async check({ signal }: Options): Promise<string | null> {
    const file = await findLpips(this.engine.modelFolders, { signal });
    if (file !== null) await this.#opened.within(file, () => Promise.resolve(), { signal });
    return file?.sha256 ?? null;
  }

  /**
   * The distance of a picture from its truth, of one size. Undefined: there is no file, or the pictures are too small. A run of the
   * network is not interrupted; an abort ends what comes before and after it.
   * @throws CandelaError as `check`; the signal's reason
   */
  async distance(
    { distorted, reference }: { distorted: Raster; reference: Raster },
    { signal, priority }: Options & { priority: Priority },
  ): Promise<number | undefined> {
    signal.throwIfAborted();
    const size = lpipsSize(reference);
    if (Math.min(size.width, size.height) < lpipsLeastSide) return undefined;
    const file = await findLpips(this.engine.modelFolders, { signal });
    if (file === null) return undefined;
    const { memory, network } = this.engine;
    const work = async (lpips: Lpips): Promise<number> => {
      const planes = { distorted: lpipsPlanes(distorted, size), reference: lpipsPlanes(reference, size) };
      const inTurn = () => network.within(priority, () => lpips.distance({ ...size, ...planes }), { signal });
      const distance = await inTurn();
      signal.throwIfAborted();
      return distance;
    };
    const bytes = size.width * size.height * bytesPerPixel;
    return memory.within(bytes, () => this.#opened.within(file, work, { signal }), { signal });
  }

  release(): Promise<void> {
    return this.#opened.release();
  }
}
