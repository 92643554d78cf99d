import type { Size } from '@core';
import { CanvasRenderer } from './CanvasRenderer';
import { GlRenderer, longestSide } from './GlRenderer';
import type { Drawing, PhotoRenderer } from './PhotoRenderer';

/** Drafts are smaller than this. A GPU that cannot hold one is not used. */
const neededSide = 4096;

/** The stage's canvas and its renderer: WebGL 2, else the CPU. It survives the loss of the GPU. */
export class Surface {
  readonly #onRestored: () => void;
  #canvas = document.createElement('canvas');
  #gl: WebGL2RenderingContext | null = null;
  #renderer: PhotoRenderer | null = null;

  /** @param host receives the canvas, which fills it. */
  constructor(host: HTMLElement, onRestored: () => void) {
    this.#onRestored = onRestored;
    host.append(this.#canvas);
    this.#startGl();
    if (this.#renderer === null) this.#startCanvas();
  }

  get kind(): 'webgl2' | 'canvas' {
    return this.#gl === null ? 'canvas' : 'webgl2';
  }

  /** Draws nothing while the GPU is lost. @returns false if another frame will show more */
  draw(drawing: Drawing): boolean {
    const { stage } = drawing;
    // Without WebGL less detail gains nothing, because the CPU reuses what it drew before.
    const detail = this.#gl === null ? 1 : drawing.detail;
    this.#resize({ width: Math.ceil(stage.width * detail), height: Math.ceil(stage.height * detail) });
    return this.#renderer?.draw({ ...drawing, detail }) ?? true;
  }

  dispose(): void {
    this.#canvas.removeEventListener('webglcontextlost', this.#lose);
    this.#canvas.removeEventListener('webglcontextrestored', this.#restore);
    this.#renderer?.dispose();
    this.#renderer = null;
    // Browsers keep few contexts. This one is released now, not at the next garbage collection.
    this.#gl?.getExtension('WEBGL_lose_context')?.loseContext();
    this.#canvas.remove();
  }

  /** Changing the size empties the canvas, which is redrawn in the same frame. */
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
      // The context was lost again during set-up. The browser reports when it is back.
      if (gl.isContextLost()) return;
      this.#gl = null;
      if (!(error instanceof Error)) throw error;
      this.#startCanvas();
    }
  }

  /** A canvas that once had a WebGL context cannot give another kind, so a new canvas is needed. */
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
