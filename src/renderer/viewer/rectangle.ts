import type { Region, Size } from '@core';

export type Point = { readonly x: number; readonly y: number };

/** The intersection of two rectangles. Its width or height is zero if they do not meet. */
export function intersect(a: Region, b: Region): Region {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

export function isEmpty({ width, height }: Size): boolean {
  return width <= 0 || height <= 0;
}

export function contains({ x, y, width, height }: Region, point: Point): boolean {
  return point.x >= x && point.y >= y && point.x < x + width && point.y < y + height;
}

export function centreOf({ x, y, width, height }: Region): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** `value` limited to `least`–`most`. If the range is empty, its midpoint. */
export function clamp(value: number, least: number, most: number): number {
  if (least > most) return (least + most) / 2;
  return Math.min(Math.max(value, least), most);
}
