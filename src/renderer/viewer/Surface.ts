import type { Size } from '@core';
import { CanvasRenderer } from './CanvasRenderer';
import { GlRenderer, longestSide } from './GlRenderer';
import type { Drawing, PhotoRenderer } from './PhotoRenderer';

/** Drafts are smaller than this; a GPU that cannot hold one is of no use here. */
const neededSide = 4096;

/** The stage's canvas and what draws on it: WebGL 2, or the CPU where there is none. Survives the loss of the GPU. */
export class Surface {
  readonly #onRestored: () => void;
  #canvas = document.createElement('canvas');
  #gl: WebGL2RenderingContext | null = null;
  #renderer: PhotoRenderer | null = null;

  /** @param host gets the canvas, which fills it. */
  constructor(host: HTMLElement, onRestored: () => void) {
    this.#onRestored = onRestored;
    host.append(this.#canvas);
    this.#startGl();
    if (this.#renderer === null) this.#startCanvas();
  }

  get kind(): 'webgl2' | 'canvas' {
    return this.#gl === null ? 'canvas' : 'webgl2';
  }

  /** @returns false when another frame will show more. Draws nothing while the GPU is lost. */
  draw(drawing: Drawing): boolean {
    const { stage } = drawing;
    // Without WebGL there is nothing to win: what is drawn there comes from what was drawn before.
    const detail = this.#gl === null ? 1 : drawing.detail;
    this.#resize({ width: Math.ceil(stage.width * detail), height: Math.ceil(stage.height * detail) });
    return this.#renderer?.draw({ ...drawing, detail }) ?? true;
  }

  dispose(): void {
    this.#canvas.removeEventListener('webglcontextlost', this.#lose);
    this.#canvas.removeEventListener('webglcontextrestored', this.#restore);
    this.#renderer?.dispose();
    this.#renderer = null;
    // A browser keeps few contexts; this one goes now and not when memory is next collected.
    this.#gl?.getExtension('WEBGL_lose_context')?.loseContext();
    this.#canvas.remove();
  }

  /** Empties the canvas where the size is another: it is drawn in the same frame. */
  #resize({ width, height }: Size): void {
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }

  #startGl(): void {
    const gl = this.#canvas.getContext('webgl2', {
      antialias: false,
      depth: false,
      powerPreference: 'high-performance',
    });
    if (gl === null || (!gl.isContextLost() && longestSide(gl) < neededSide)) return;
    this.#gl = gl;
    this.#canvas.addEventListener('webglcontextlost', this.#lose);
    this.#canvas.addEventListener('webglcontextrestored', this.#restore);
    this.#makeGlRenderer(gl);
  }

  #makeGlRenderer(gl: WebGL2RenderingContext): void {
    try {
      this.#renderer = new GlRenderer(gl);
    } catch (error) {
      this.#renderer = null;
      // Lost once more while it was set up: the browser will say when it is back.
      if (gl.isContextLost()) return;
      this.#gl = null;
      if (!(error instanceof Error)) throw error;
      this.#startCanvas();
    }
  }

  /** A canvas that has given out a WebGL context gives no other: it needs a new one. */
  #startCanvas(): void {
    const canvas = document.createElement('canvas');
    canvas.width = this.#canvas.width;
    canvas.height = this.#canvas.height;
    this.#canvas.replaceWith(canvas);
    this.#canvas = canvas;
    const context = canvas.getContext('2d');
    this.#renderer = context === null ? null : new CanvasRenderer(context);
  }

  readonly #lose = (event: Event): void => {
    // Without this the browser does not restore it.
    event.preventDefault();
    this.#renderer = null;
  };

  readonly #restore = (): void => {
    if (this.#gl === null) return;
    this.#makeGlRenderer(this.#gl);
    this.#onRestored();
  };
}
