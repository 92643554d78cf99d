import { composePicture } from './composePicture';
import { squareScale } from './GlRenderer';
import type { Shown } from './panes';
import type { Drawing, PhotoRenderer } from './PhotoRenderer';
import type { Part } from './scene';
import type { ViewerPicture } from './viewerProps';
import { imageOf } from './imageOf';

type Composed = { readonly canvas: OffscreenCanvas; readonly madeOf: readonly unknown[] };

/** The renderer without WebGL 2. It computes the drafts on the CPU, once per change of settings, and shows no tiles. */
export class CanvasRenderer implements PhotoRenderer {
  readonly #context: CanvasRenderingContext2D;
  readonly #composed = new Map<Shown, Composed>();

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  draw(drawing: Drawing): boolean {
    this.#context.clearRect(0, 0, drawing.stage.width, drawing.stage.height);
    for (const part of drawing.scene.parts) this.#drawPart(part, drawing);
    return true;
  }

  dispose(): void {
    this.#composed.clear();
  }

  #drawPart({ shows, clip, frame, radius, origin, scale }: Part, drawing: Drawing): void {
    const context = this.#context;
    const { photo } = drawing;
    const canvas = this.#pictureOf(shows, drawing);
    context.save();
    context.beginPath();
    context.rect(clip.x, clip.y, clip.width, clip.height);
    context.clip();
    context.beginPath();
    context.roundRect(frame.x, frame.y, frame.width, frame.height, radius);
    context.clip();
    context.imageSmoothingEnabled = scale <= squareScale || canvas.width < photo.width;
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvas, origin.x, origin.y, photo.width * scale, photo.height * scale);
    context.restore();
  }

  #pictureOf(shows: Shown, drawing: Drawing): OffscreenCanvas {
    const { layers, display, mix, differenceGain, showClipping } = drawing;
    const { lowLight, enhanced, truth } = layers;
    const madeOf = [
      lowLight.picture,
      enhanced?.picture,
      truth?.picture,
      display,
      mix,
      differenceGain,
      showClipping,
    ];
    const known = this.#composed.get(shows);
    if (known?.madeOf.every((value, i) => value === madeOf[i])) return known.canvas;
    const canvas = canvasOf(composePicture(shows, drawing));
    this.#composed.set(shows, { canvas, madeOf });
    return canvas;
  }
}

/** An opaque canvas with the picture's pixels. */
export function canvasOf(picture: ViewerPicture): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.putImageData(imageOf(picture), 0, 0);
  return canvas;
}
