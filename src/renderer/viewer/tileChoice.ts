import { tileSide } from '@contract';
import type { Region, Size } from '@core';
import type { Shown } from './panes';
import { centreOf, clamp, intersect, isEmpty, type Point } from './rectangle';
import type { LayerName, ViewerLayer } from './viewerProps';

/** A tile on the grid of `tileSide`. */
export type TileAddress = { readonly column: number; readonly row: number };

export type TileWish = TileAddress & { readonly layer: LayerName };

/** More tiles than this are not requested. The photo is then so small on the screen that the draft suffices. */
export const mostTiles = 96;

/** Enlarging the draft by this little is invisible. Rounding alone must not cause a whole photo to be computed. */
const tolerance = 1.02;

/** Whether the draft has fewer pixels than the screen shows. */
export function needsTiles(scale: number, draft: Size, photo: Size): boolean {
  return draft.width < photo.width && Math.min(scale, 1) > (tolerance * draft.width) / photo.width;
}

/** Whether a layer's tiles would show more than its draft. */
export function isFiner(layer: ViewerLayer | null, scale: number, photo: Size): boolean {
  const tiles = layer?.tiles ?? null;
  return layer !== null && tiles !== null && needsTiles(scale, layer.picture, photo);
}

/** The layers that a part of the stage reads. Below full strength the result is mixed with the photo. */
export function layersOf(
  shows: Shown,
  { hasTruth, strength }: { hasTruth: boolean; strength: number },
): LayerName[] {
  if (shows === 'lowLight' || shows === 'truth') return [shows];
  const mixed: LayerName[] = strength < 1 ? ['enhanced', 'lowLight'] : ['enhanced'];
  if (shows === 'enhanced') return mixed;
  return hasTruth ? [...mixed, 'truth'] : ['enhanced', 'lowLight'];
}

/** The part of the photo that a clip of the stage shows, in photo pixels. */
export function photoRegion(
  clip: Region,
  { origin, scale, photo }: { origin: Point; scale: number; photo: Size },
): Region {
  const region = {
    x: (clip.x - origin.x) / scale,
    y: (clip.y - origin.y) / scale,
    width: clip.width / scale,
    height: clip.height / scale,
  };
  return intersect(region, { x: 0, y: 0, ...photo });
}

/** The tiles that a region of the photo intersects, row by row. */
export function tilesIn(region: Region, photo: Size): TileAddress[] {
  if (isEmpty(region)) return [];
  const lastColumn = Math.ceil(photo.width / tileSide) - 1;
  const lastRow = Math.ceil(photo.height / tileSide) - 1;
  const place = (value: number, last: number): number => clamp(Math.floor(value / tileSide), 0, last);
  const end = (value: number, last: number): number => clamp(Math.ceil(value / tileSide) - 1, 0, last);
  const addresses: TileAddress[] = [];
  for (let row = place(region.y, lastRow); row <= end(region.y + region.height, lastRow); row += 1) {
    for (
      let column = place(region.x, lastColumn);
      column <= end(region.x + region.width, lastColumn);
      column += 1
    ) {
      addresses.push({ column, row });
    }
  }
  return addresses;
}

/** The part of the photo in a tile. Tiles at the right and lower edges are smaller. */
export function tileRegion({ column, row }: TileAddress, photo: Size): Region {
  const square = { x: column * tileSide, y: row * tileSide, width: tileSide, height: tileSide };
  return intersect(square, { x: 0, y: 0, ...photo });
}

/** The tiles of a region, nearest to its middle first. None if there are too many. */
export function tilesByDistance(region: Region, photo: Size): TileAddress[] {
  const tiles = tilesIn(region, photo);
  if (tiles.length > mostTiles) return [];
  const middle = centreOf(region);
  const distance = (tile: TileAddress): number => {
    const centre = centreOf(tileRegion(tile, photo));
    return Math.hypot(centre.x - middle.x, centre.y - middle.y);
  };
  return tiles
    .map((tile) => ({ tile, distance: distance(tile) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ tile }) => tile);
}
