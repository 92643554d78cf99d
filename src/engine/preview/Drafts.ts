import type { EngineCallOutput, InferenceSettings } from '@contract';
import { darkness, smallSize } from '../enhance/darkness';
import type { SmallResult } from '../enhance/smallResult';
import type { Model } from '../model/registry';
import { ByteCache } from './ByteCache';
import { toHostImage } from './hostImage';
import { inferenceKey, modelFor, runNetwork, type PreviewContext, type ViewOptions } from './network';
import type { PhotoAt } from './PhotoCache';

type Draft = EngineCallOutput<'photos.draft'>;
export type DraftInput = PhotoAt & { size: number; inference: InferenceSettings };

/** Results at screen size. A new draft cancels the previous one of the same photo. */
export class Drafts {
  readonly #context: PreviewContext;
  readonly #kept: ByteCache<Draft>;
  /** The callers that wait for a draft of each photo, in the order of asking. */
  readonly #waiting = new Map<string, Set<AbortController>>();

  /** @param budget bytes of kept pictures */
  constructor(context: PreviewContext, budget: number) {
    this.#context = context;
    this.#kept = new ByteCache(budget, ({ picture }) => picture.data.byteLength);
  }

  /**
   * The network's result for the photo at this size.
   * @throws CandelaError of photo, model, provider and session; an AbortError when a newer draft of the photo is requested
   */
  async draft(input: DraftInput, { signal, onProgress }: ViewOptions): Promise<Draft> {
    const own = new AbortController();
    const waiting = this.#waitingFor(input.path).add(own);
    try {
      return await this.#ask(input, own, { signal: AbortSignal.any([signal, own.signal]), onProgress });
    } finally {
      waiting.delete(own);
      if (waiting.size === 0) this.#waiting.delete(input.path);
    }
  }

  /**
   * A place for the draft of a photo that is about to be enhanced at full size: its small result is one, and a better one. Null if
   * there can be no draft; why, the enhancing tells.
   */
  async placeFor(input: DraftInput, { signal }: { signal: AbortSignal }): Promise<SmallResult | null> {
    try {
      const key = await this.#keyOf(input, await modelFor(input.inference, this.#context, { signal }));
      return {
        size: input.size,
        take: ({ raster, provider, ms, notices }) => {
          const sentences = notices.map(({ sentence }) => sentence);
          this.#kept.put(key, { picture: toHostImage(raster), provider, ms, notices: sentences });
        },
      };
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  forget(path: string): void {
    for (const one of this.#waiting.get(path) ?? []) one.abort();
    this.#kept.forget(`${path}\n`);
  }

  #waitingFor(path: string): Set<AbortController> {
    const waiting = this.#waiting.get(path) ?? new Set();
    this.#waiting.set(path, waiting);
    return waiting;
  }

  async #ask(input: DraftInput, own: AbortController, { signal, onProgress }: ViewOptions): Promise<Draft> {
    const { path } = input;
    const model = await modelFor(input.inference, this.#context, { signal });
    const making = this.#kept.get(
      await this.#keyOf(input, model),
      (options) => this.#make(input, model, { ...options, onProgress }),
      { signal },
    );
    // This comes after the request: if both want the same draft, its work continues.
    for (const one of this.#waitingFor(path)) {
      if (one === own) break;
      one.abort();
    }
    return await making;
  }

  async #keyOf(input: DraftInput, model: Model): Promise<string> {
    const photo = await this.#context.photos.keyOf(input);
    return [photo, input.size, inferenceKey(model, input.inference)].join(' ');
  }

  async #make(input: DraftInput, model: Model, options: ViewOptions): Promise<Draft> {
    const { path, size, inference } = input;
    const { engine, photos } = this.#context;
    const { signal } = options;
    const photo = await photos.small(input, size, { signal });
    await using lease = await engine.pool.acquire(model, inference.provider, { signal });
    const { open } = lease;
    return await engine.network.within(
      'screen',
      async (turn) => {
        const start = performance.now();
        const raster = { ...photo.raster, data: photo.raster.data.slice() };
        const request = { raster, scene: photo, path, open, inference };
        const ofNetwork = await runNetwork(request, this.#context, { ...options, turn });
        const small = await photos.thumbnail(photo, smallSize(open.card), { signal });
        const dark = darkness(small, photo.source);
        const notices = [...photo.notices, ...dark, ...open.notices, ...ofNetwork].map(
          ({ sentence }) => sentence,
        );
        const ms = performance.now() - start - turn.waitedMs;
        return { picture: toHostImage(raster), provider: open.provider, ms, notices };
      },
      { signal },
    );
  }
}
