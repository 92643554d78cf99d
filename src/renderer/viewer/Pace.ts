/** Device pixels that are drawn along a side for each of the stage. */
export type Detail = 1 | 0.5;

/** Milliseconds to the next frame: longer is felt under the hand, shorter leaves time to draw everything. */
const slow = 34;
const quick = 20;
/** So many slow frames one after another are no accident. */
const patience = 2;

/**
 * How finely a photo is drawn while it moves. Where frames come slowly, as without a graphics card, half the detail makes four times as
 * many of them; a photo at rest always has all of it. Each movement is judged anew once the last one was quick.
 */
export class Pace {
  #isCoarse = false;
  #slowFrames = 0;
  /** Of the present movement, with half the detail. */
  #coarseFrames: number[] = [];

  get detail(): Detail {
    return this.#isCoarse ? 0.5 : 1;
  }

  /** The detail of the frame that is drawn now; the time to the next one tells how long it took. */
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

  /** A frame of a moving photo took so long, ms. */
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

  /** The stage has another size: what held for the old one does not for this. */
  forget(): void {
    this.#isCoarse = false;
    this.rest();
  }
}
