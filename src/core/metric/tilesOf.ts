import type { Region, Size } from '../raster';

/** Small enough that the planes of a tile stay in the processor's cache. */
const most: Size = { width: 512, height: 128 };

/** Parts of an area, row by row, that are measured one after the other. */
export function tilesOf({ x, y, width, height }: Region): Region[] {
  const tiles: Region[] = [];
  for (let top = 0; top < height; top += most.height) {
    for (let left = 0; left < width; left += most.width) {
      tiles.push({
        x: x + left,
        y: y + top,
        width: Math.min(most.width, width - left),
        height: Math.min(most.height, height - top),
      });
    }
  }
  return tiles;
}

/** The largest tile of an area. */
export function largestTile({ width, height }: Size): Size {
  return { width: Math.min(most.width, width), height: Math.min(most.height, height) };
}
