import type { TileAddress, TileWish } from './tileChoice';
import type { LayerName, ViewerLayers, ViewerPicture, ViewerTiles } from './viewerProps';

export type TileStoreOptions = {
  /** Number of tiles kept. At least as many as may be requested at once. */
  readonly capacity: number;
  /** Number of parallel requests. */
  readonly atOnce: number;
  /** A tile has come, or cannot be had. */
  readonly onTile: () => void;
};

type Wish = TileWish & { readonly id: string; readonly tiles: ViewerTiles };

/**
 * Full-size tiles of all layers. It requests wanted tiles by priority, cancels those no longer wanted, and keeps the last used.
 * A failed tile is requested again after it has left the list of wanted tiles, or with a new attempt number.
 */
export class TileStore {
  readonly #options: TileStoreOptions;
  readonly #pictures = new Map<string, ViewerPicture>();
  readonly #underWay = new Map<string, AbortController>();
  readonly #failed = new Set<string>();
  #wishes: Wish[] = [];
  #layers: ViewerLayers | null = null;

  constructor(options: TileStoreOptions) {
    this.#options = options;
  }

  /** Sets the layers. Tiles of another key are no longer returned. */
  setLayers(layers: ViewerLayers): void {
    if (this.#layers !== null && attempts(this.#layers) !== attempts(layers)) this.#failed.clear();
    this.#layers = layers;
  }

  /** The pixels of a tile, if loaded. */
  get(layer: LayerName, { column, row }: TileAddress): ViewerPicture | undefined {
    const tiles = this.#layers?.[layer]?.tiles;
    return tiles ? this.#pictures.get(idOf({ layer, column, row }, tiles)) : undefined;
  }

  /** Replaces the list of wanted tiles. */
  wish(wishes: readonly TileWish[]): void {
    this.#wishes = wishes.flatMap((wish) => {
      const tiles = this.#layers?.[wish.layer]?.tiles;
      return tiles ? [{ ...wish, id: idOf(wish, tiles), tiles }] : [];
    });
    const wanted = new Set(this.#wishes.map(({ id }) => id));
    for (const [id, controller] of this.#underWay) if (!wanted.has(id)) this.#giveUp(id, controller);
    for (const id of this.#failed) if (!wanted.has(id)) this.#failed.delete(id);
    for (const id of wanted) this.#touch(id);
    this.#evict();
    this.#start();
  }

  /** The layers of the wishes that are still open, one for each. */
  get open(): readonly LayerName[] {
    return this.#wishes
      .filter(({ id }) => !this.#pictures.has(id) && !this.#failed.has(id))
      .map(({ layer }) => layer);
  }

  dispose(): void {
    this.#wishes = [];
    for (const [id, controller] of this.#underWay) this.#giveUp(id, controller);
    this.#pictures.clear();
  }

  #giveUp(id: string, controller: AbortController): void {
    this.#underWay.delete(id);
    controller.abort();
  }

  /** Marks a tile as last used. A Map keeps insertion order. */
  #touch(id: string): void {
    const picture = this.#pictures.get(id);
    if (picture === undefined) return;
    this.#pictures.delete(id);
    this.#pictures.set(id, picture);
  }

  #evict(): void {
    for (const id of this.#pictures.keys()) {
      if (this.#pictures.size <= this.#options.capacity) return;
      this.#pictures.delete(id);
    }
  }

  #start(): void {
    for (const wish of this.#wishes) {
      if (this.#underWay.size >= this.#options.atOnce) return;
      const isSettled = this.#pictures.has(wish.id) || this.#failed.has(wish.id);
      if (!isSettled && !this.#underWay.has(wish.id)) void this.#load(wish);
    }
  }

  async #load({ id, tiles, column, row }: Wish): Promise<void> {
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    const picture = await loadOrNull(tiles, { column, row }, controller.signal);
    // The request was cancelled meanwhile. A newer one may use the same id.
    if (controller.signal.aborted) return;
    this.#underWay.delete(id);
    if (picture === null) this.#failed.add(id);
    else this.#pictures.set(id, picture);
    this.#evict();
    this.#start();
    this.#options.onTile();
  }
}

/** A changed value means that wanted tiles must be requested again. */
export function tilesKey({ lowLight, enhanced, truth }: ViewerLayers): string {
  const tiles = [lowLight, enhanced, truth].map((layer) => layer?.tiles);
  return JSON.stringify(tiles.map((each) => [each?.key, each?.attempt]));
}

function attempts({ lowLight, enhanced, truth }: ViewerLayers): string {
  return [lowLight, enhanced, truth].map((layer) => layer?.tiles?.attempt ?? '').join();
}

function idOf({ layer, column, row }: TileWish, { key }: ViewerTiles): string {
  return `${layer} ${column} ${row} ${key}`;
}

/** A failed tile leaves the draft on the screen. The provider of the layers reports the failure. */
async function loadOrNull(
  tiles: ViewerTiles,
  { column, row }: TileAddress,
  signal: AbortSignal,
): Promise<ViewerPicture | null> {
  try {
    const picture = await tiles.load(column, row, signal);
    return picture.data.length === picture.width * picture.height * 3 ? picture : null;
  } catch {
    return null;
  }
}
