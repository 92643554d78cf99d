import type { Region, Rgb } from '@core';
import type { PixelValues } from './viewerProps';
import { cutAt, type Scene, type SeenPane } from './scene';
import type { Shown } from './panes';
import { photoRegion } from './tileChoice';
import type { Point } from './rectangle';

export type OverlayDrawing = {
  readonly scene: Scene;
  readonly ratio: number;
  readonly outlines: readonly Region[] | null;
  /** Colour of the outlines. */
  readonly accent: string;
  /** Null while the photo moves, because moving numbers cannot be read. */
  readonly values: ((pixel: Point) => PixelValues) | null;
};

/** Side of a pixel, in CSS pixels, from which three numbers fit into it, and their height as a share of the side. */
const roomForNumbers = 26;
const numberHeight = 0.27;

/** Draws lines and numbers over the photo on a separate canvas. */
export class Overlay {
  readonly #context: CanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  draw(drawing: OverlayDrawing): void {
    const context = this.#context;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    for (const pane of drawing.scene.panes) {
      this.#within(pane.seen, () => {
        this.#outlines(pane, drawing);
      });
      for (const side of sidesOf(pane, drawing.scene.splitX)) {
        this.#within(side.area, () => {
          this.#numbers(side, pane, drawing);
        });
      }
    }
  }

  #within({ x, y, width, height }: Region, draw: () => void): void {
    this.#context.save();
    this.#context.beginPath();
    this.#context.rect(x, y, width, height);
    this.#context.clip();
    draw();
    this.#context.restore();
  }

  #outlines({ origin }: SeenPane, { scene, outlines, accent, ratio }: OverlayDrawing): void {
    const context = this.#context;
    context.lineWidth = ratio;
    context.strokeStyle = accent;
    context.globalAlpha = 0.7;
    for (const { x, y, width, height } of outlines ?? []) {
      const left = Math.round(origin.x + x * scene.scale) + ratio / 2;
      const top = Math.round(origin.y + y * scene.scale) + ratio / 2;
      // Edges are rounded, not sizes, so neighbours share a line.
      const right = Math.round(origin.x + (x + width) * scene.scale) + ratio / 2;
      const bottom = Math.round(origin.y + (y + height) * scene.scale) + ratio / 2;
      context.strokeRect(left, top, right - left, bottom - top);
    }
  }

  #numbers({ area, shows }: Side, { origin }: SeenPane, { scene, ratio, values }: OverlayDrawing): void {
    if (values === null || scene.scale < roomForNumbers * ratio || shows === 'difference') return;
    const context = this.#context;
    const { scale } = scene;
    const seen = photoRegion(area, { origin, scale, photo: { width: Infinity, height: Infinity } });
    context.font = `${Math.round(numberHeight * scale)}px ui-monospace, monospace`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const end = { x: Math.ceil(seen.x + seen.width), y: Math.ceil(seen.y + seen.height) };
    for (let y = Math.floor(seen.y); y < end.y; y += 1) {
      for (let x = Math.floor(seen.x); x < end.x; x += 1) {
        const rgb = rgbOf(values({ x, y }), shows);
        if (rgb !== null)
          this.#number(rgb, { x: origin.x + (x + 0.5) * scale, y: origin.y + (y + 0.5) * scale }, scale);
      }
    }
  }

  #number(rgb: Rgb, centre: Point, scale: number): void {
    const luma = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    this.#context.fillStyle = luma > 110 ? 'rgb(0 0 0 / 75%)' : 'rgb(255 255 255 / 75%)';
    rgb.forEach((value, channel) => {
      this.#context.fillText(String(value), centre.x, centre.y + (channel - 1) * numberHeight * 1.1 * scale);
    });
  }
}

type Side = { readonly area: Region; readonly shows: Shown };

function sidesOf({ seen, shows, beyond }: SeenPane, splitX: number | null): Side[] {
  if (beyond === null || splitX === null) return [{ area: seen, shows }];
  const [left, right] = cutAt(seen, splitX);
  return [
    { area: left, shows },
    { area: right, shows: beyond },
  ];
}

/** The values that a side shows. There are none if only means over several pixels are known. */
function rgbOf(values: PixelValues, shows: Shown): Rgb | null {
  if (!values.isExact) return null;
  if (shows === 'enhanced') return values.after;
  return shows === 'truth' ? values.truth : values.before;
}
