/** Pixels drawn per device pixel along a side. */
export type Detail = 1 | 0.5;

/** Time to the next frame in milliseconds. Longer feels sluggish, shorter leaves time for full detail. */
const slow = 34;
const quick = 20;
/** This many slow frames in a row are not an accident. */
const patience = 2;

/**
 * The detail of a photo in motion. If frames are slow, as without a graphics card, half the detail gives four times as many.
 * A photo at rest always has full detail. Once a movement was quick, the next one starts with full detail.
 */
export class Pace {
  #isCoarse = false;
  #slowFrames = 0;
  /** Frame times of the present movement at half detail. */
  #coarseFrames: number[] = [];

  get detail(): Detail {
    return this.#isCoarse ? 0.5 : 1;
  }

  /** The detail of the frame being drawn. The time to the next frame tells how long it took. */
  frame(isMoving: boolean): Detail {
    if (!isMoving) {
      this.rest();
      return 1;
    }
    const drawn = performance.now();
    requestAnimationFrame(() => {
      this.note(performance.now() - drawn);
    });
    return this.detail;
  }

  /** Records how long a frame of a moving photo took, in ms. */
  note(took: number): void {
    if (this.#isCoarse) {
      this.#coarseFrames.push(took);
      return;
    }
    this.#slowFrames = took > slow ? this.#slowFrames + 1 : 0;
    this.#isCoarse = this.#slowFrames >= patience;
  }

  /** The photo is at rest. */
  rest(): void {
    const frames = this.#coarseFrames;
    const mean = frames.reduce((sum, took) => sum + took, 0) / frames.length;
    if (mean < quick) this.#isCoarse = false;
    this.#coarseFrames = [];
    this.#slowFrames = 0;
  }

  /** The size of the stage changed, so earlier timings no longer apply. */
  forget(): void {
    this.#isCoarse = false;
    this.rest();
  }
}
