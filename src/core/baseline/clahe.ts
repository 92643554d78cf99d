const levels = 256;
const tiles = 8;
const clipLimit = 2;

export type Luma = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/**
 * How much each pixel's luma changes when contrast is spread within tiles, but not beyond a limit; between the tiles' middles the
 * tables are mixed.
 * @see Zuiderveld 1994, Contrast Limited Adaptive Histogram Equalization
 */
export function clahe(luma: Luma): Int16Array {
  const { width, height, data } = luma;
  const isEven = width % tiles === 0 && height % tiles === 0;
  // Sides that cannot be divided are continued by reflection, both of them, as OpenCV does.
  const side = (length: number): number => (isEven ? length : length + tiles - (length % tiles)) / tiles;
  const size = { width: side(width), height: side(height) };
  const tables = Array.from({ length: tiles * tiles }, (_, tile) =>
    tableOf(luma, { x: (tile % tiles) * size.width, y: Math.floor(tile / tiles) * size.height, ...size }),
  );
  const change = new Int16Array(width * height);
  const columns = Array.from({ length: width }, (_, x) => between(x, size.width));
  for (let y = 0; y < height; y += 1) {
    const { low: top, high: bottom, share: down } = between(y, size.height);
    for (const [x, { low, high, share }] of columns.entries()) {
      const value = data[y * width + x] ?? 0;
      const mix = (row: number): number =>
        (tables[row * tiles + low]?.[value] ?? 0) * (1 - share) +
        (tables[row * tiles + high]?.[value] ?? 0) * share;
      change[y * width + x] = Math.round(mix(top) * (1 - down) + mix(bottom) * down) - value;
    }
  }
  return change;
}

/** The tiles whose middles lie on both sides of a place, and how far it is on the way. */
function between(place: number, side: number): { low: number; high: number; share: number } {
  const at = place / side - 0.5;
  const before = Math.floor(at);
  const kept = (tile: number): number => Math.min(tiles - 1, Math.max(0, tile));
  return { low: kept(before), high: kept(before + 1), share: at - before };
}

function reflected(place: number, length: number): number {
  const turned = place < length ? place : 2 * length - 2 - place;
  return Math.max(0, turned);
}

type Tile = { x: number; y: number; width: number; height: number };

/** New levels of a tile. What is above the limit is given to all levels alike. */
function tableOf({ width, height, data }: Luma, tile: Tile): Uint8Array {
  const counts = new Uint32Array(levels);
  for (let y = tile.y; y < tile.y + tile.height; y += 1) {
    const row = reflected(y, height) * width;
    for (let x = tile.x; x < tile.x + tile.width; x += 1) {
      const value = data[row + reflected(x, width)] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  const area = tile.width * tile.height;
  spread(counts, Math.max(1, Math.floor((clipLimit * area) / levels)));
  const table = new Uint8Array(levels);
  let sum = 0;
  for (const [level, count] of counts.entries()) {
    sum += count;
    table[level] = Math.min(levels - 1, Math.round((sum * (levels - 1)) / area));
  }
  return table;
}

function spread(counts: Uint32Array, limit: number): void {
  let above = 0;
  for (const [level, count] of counts.entries()) {
    above += Math.max(0, count - limit);
    counts[level] = Math.min(count, limit);
  }
  const each = Math.floor(above / levels);
  let rest = above - each * levels;
  for (const [level, count] of counts.entries()) counts[level] = count + each;
  const step = Math.max(1, Math.floor(levels / Math.max(1, rest)));
  for (let level = 0; level < levels && rest > 0; level += step, rest -= 1)
    counts[level] = (counts[level] ?? 0) + 1;
}
