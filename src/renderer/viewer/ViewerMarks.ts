import type { Size } from '@core';
import type { Hold } from './Gestures';
import { Overlay, type OverlayDrawing } from './Overlay';
import type { Scene } from './scene';
import { splitFor } from './splitLine';
import { labelPlaces } from './paneLabels';
import type { ViewerText } from './viewerProps';

/** The elements that the component creates and this class moves. */
export type ViewerElements = {
  readonly root: HTMLElement;
  /** Takes the photo's canvas. */
  readonly photo: HTMLElement;
  /** Everything over the photo except the loupe: overlay, labels, line. */
  readonly marks: HTMLElement;
  readonly overlay: HTMLCanvasElement;
  readonly line: HTMLElement;
  readonly handle: HTMLElement;
  readonly loupe: HTMLElement;
};

/** Everything over the photo: line, labels, loupe ring, outlines and numbers. It moves elements and creates none. */
export class ViewerMarks {
  readonly #elements: ViewerElements;
  readonly #overlay: Overlay | null;
  #labels = new Map<string, { element: HTMLElement; size: Size }>();

  constructor(elements: ViewerElements) {
    this.#elements = elements;
    const context = elements.overlay.getContext('2d');
    this.#overlay = context === null ? null : new Overlay(context);
  }

  resize({ width, height }: Size): void {
    const { overlay } = this.#elements;
    if (overlay.width !== width) overlay.width = width;
    if (overlay.height !== height) overlay.height = height;
  }

  /** Labels may have appeared, disappeared or changed their text. */
  measureLabels(): void {
    const elements = this.#elements.root.querySelectorAll<HTMLElement>('[data-label]');
    this.#labels = new Map(
      [...elements].map((element) => [
        element.dataset['label'] ?? '',
        { element, size: { width: element.offsetWidth, height: element.offsetHeight } },
      ]),
    );
  }

  place(scene: Scene, { ratio, text }: { ratio: number; text: ViewerText }): void {
    this.#placeLine(scene, ratio, text);
    this.#placeLabels(scene, ratio);
    this.#placeLoupe(scene, ratio);
  }

  drawOverlay(drawing: Omit<OverlayDrawing, 'accent'>): void {
    const accent = getComputedStyle(this.#elements.root).getPropertyValue('--accent').trim();
    this.#overlay?.draw({ ...drawing, accent });
  }

  setHold(hold: Hold): void {
    this.#elements.root.dataset['hold'] = hold;
  }

  setCursor(cursor: 'line' | 'hand' | 'none'): void {
    this.#elements.root.dataset['cursor'] = cursor;
  }

  /** The loupe is drawn with the photo, so everything over the photo leaves a hole for it. */
  #placeLoupe({ loupe }: Scene, ratio: number): void {
    const { loupe: ring, marks } = this.#elements;
    ring.hidden = loupe === null;
    if (loupe === null) {
      marks.style.removeProperty('-webkit-mask-image');
      return;
    }
    const [x, y, radius] = [loupe.centre.x / ratio, loupe.centre.y / ratio, loupe.radius / ratio];
    ring.style.transform = translate(x - radius, y - radius);
    const hole = `radial-gradient(circle at ${x}px ${y}px, transparent ${radius}px, #000 ${radius}px)`;
    marks.style.setProperty('-webkit-mask-image', hole);
  }

  #placeLine({ splitX, panes }: Scene, ratio: number, text: ViewerText): void {
    const { line, handle } = this.#elements;
    const pane = panes[0];
    line.hidden = splitX === null;
    if (splitX === null || pane === undefined) return;
    line.style.transform = translate(splitX / ratio, pane.seen.y / ratio);
    line.style.blockSize = `${pane.seen.height / ratio}px`;
    const percent = Math.round(100 * splitFor(splitX, pane.seen, ratio));
    handle.setAttribute('aria-valuenow', String(percent));
    handle.setAttribute('aria-valuetext', text.splitValue(percent));
  }

  #placeLabels(scene: Scene, ratio: number): void {
    const sizes = new Map([...this.#labels].map(([id, { size }]) => [id, size]));
    const places = labelPlaces(scene, { ratio, sizes });
    for (const [id, { element }] of this.#labels) {
      const place = places.get(id) ?? null;
      element.style.visibility = place === null ? 'hidden' : 'visible';
      if (place !== null) element.style.transform = translate(place.x, place.y);
    }
  }
}

function translate(x: number, y: number): string {
  return `translate(${x}px, ${y}px)`;
}
