import type { EngineCaller } from '@engine-client';

/** Hashes of the files of all models. They tell in a journal which network made a result. */
export class ModelHashes {
  #known: ReadonlyMap<string, string | null> = new Map();

  constructor(private readonly engine: EngineCaller) {}

  /** Asks for them. Until then, none is known. */
  async learn(): Promise<void> {
    const models = await this.engine.call('models.find', {});
    this.#known = new Map(models.map(({ id, card }) => [id, card?.sha256 ?? null]));
  }

  /** Null: the model is unknown or cannot be used. */
  readonly of = (model: string): string | null => this.#known.get(model) ?? null;
}
