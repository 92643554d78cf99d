import type { Region, Size } from '@core';
import type { Scene } from './scene';
import { isFiner, layersOf, photoRegion, tilesByDistance, type TileWish } from './tileChoice';
import type { LayerName, ViewerLayers } from './viewerProps';

export type WishOptions = { readonly photo: Size; readonly layers: ViewerLayers; readonly strength: number };

type ViewedRegion = {
  readonly region: Region;
  readonly scale: number;
  readonly names: ReadonlySet<LayerName>;
};

/**
 * The tiles that would make a scene sharper, by priority: the loupe's first, then the panes' from the middle.
 * Both sides of a split request tiles for the whole pane, so they are ready when the line moves.
 */
export function tileWishes(scene: Scene, options: WishOptions): TileWish[] {
  const wishes = new Map<string, TileWish>();
  for (const { region, scale, names } of looks(scene, options)) {
    const layers = [...names].filter((name) => isFiner(options.layers[name], scale, options.photo));
    if (layers.length === 0) continue;
    for (const tile of tilesByDistance(region, options.photo)) {
      for (const layer of layers) {
        wishes.set(`${layer} ${tile.column} ${tile.row}`, { layer, ...tile });
      }
    }
  }
  return [...wishes.values()];
}

function looks(
  { panes, parts, loupe, scale }: Scene,
  { photo, layers, strength }: WishOptions,
): ViewedRegion[] {
  const mixing = { hasTruth: layers.truth !== null, strength };
  const inPanes = panes.map(({ seen, origin, shows, beyond }) => ({
    region: photoRegion(seen, { origin, scale, photo }),
    scale,
    names: new Set([shows, ...(beyond === null ? [] : [beyond])].flatMap((shown) => layersOf(shown, mixing))),
  }));
  const inLoupe = parts
    .filter(({ scale: own }) => loupe !== null && own === loupe.scale)
    .map(({ clip, origin, shows, scale: own }) => ({
      region: photoRegion(clip, { origin, scale: own, photo }),
      scale: own,
      names: new Set(layersOf(shows, mixing)),
    }));
  return [...inLoupe, ...inPanes];
}
