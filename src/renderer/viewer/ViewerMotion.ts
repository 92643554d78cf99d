import type { Size } from '@core';
import { Ahead } from './Ahead';
import {
  cameraOf,
  canPan,
  panBy,
  zoomAround,
  zoomOf,
  type Bounds,
  type Camera,
  type ZoomState,
} from './camera';
import { Later } from './Later';
import { centreOf, contains, type Point } from './rectangle';
import { paneAt, type Scene } from './scene';
import { splitAfterKey, splitFor } from './splitLine';
import type { ViewerProps } from './viewerProps';

/** The last scene, and the limits of its camera. */
export type Ground = {
  readonly bounds: Bounds;
  readonly scene: Scene | null;
  readonly size: Size;
  readonly ratio: number;
};

export type MotionOptions = {
  ground(): Ground;
  /** Something moved and must be drawn. */
  onMove(what: 'zoom' | 'pan' | 'split'): void;
  /** Called now and then during a movement, and at its end. */
  onReport(news: { zoom: ZoomState | null; split: number | null }): void;
};

type Given = Pick<ViewerProps, 'zoom' | 'split'>;

const reportEvery = 80;

/** How close to the split line a press grabs it, in CSS pixels. Touch needs more. */
const reach = { mouse: 24, touch: 36 };

/** How far arrow keys move the photo, in CSS pixels. */
const keyPan: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: 60, y: 0 },
  ArrowRight: { x: -60, y: 0 },
  ArrowUp: { x: 0, y: 60 },
  ArrowDown: { x: 0, y: -60 },
};

/** Zoom and split line under gestures. Points and distances are CSS pixels of the stage. */
export class ViewerMotion {
  readonly #options: MotionOptions;
  readonly #zoom: Ahead<ZoomState>;
  readonly #split: Ahead<number>;
  readonly #reportLater = new Later(() => {
    const [zoom, split] = [this.#zoom.report(), this.#split.report()];
    if (zoom === null && split === null) return;
    this.#options.onReport({ zoom: zoom?.value ?? null, split: split?.value ?? null });
  });
  /** Distance from the pointer to the line it drags. */
  #grabbedAt = 0;

  constructor({ zoom, split }: Given, options: MotionOptions) {
    this.#options = options;
    this.#zoom = new Ahead(zoom, isSameZoom);
    this.#split = new Ahead(split, Object.is);
  }

  get split(): number {
    return this.#split.value;
  }

  camera(bounds: Bounds): Camera {
    return cameraOf(this.#zoom.value, bounds);
  }

  take({ zoom, split }: Given): void {
    this.#zoom.take(zoom);
    this.#split.take(split);
  }

  /** A gesture has ended, so the page is told at once. */
  settle(): void {
    this.#reportLater.now();
  }

  dispose(): void {
    this.#reportLater.cancel();
  }

  zoomBy(factor: number, at: Point): void {
    const { bounds } = this.#options.ground();
    this.#zoomTo(this.camera(bounds).scale * factor, at);
  }

  /** Toggles between the whole photo and 1:1 around the point. */
  toggle(at: Point): void {
    if (this.#zoom.value.kind === 'fit') this.#zoomTo(1, at);
    else this.#move({ kind: 'fit' }, 'zoom');
    this.settle();
  }

  get canPan(): boolean {
    const { bounds } = this.#options.ground();
    return canPan(this.camera(bounds), bounds);
  }

  pan(by: Point): void {
    const { bounds, ratio } = this.#options.ground();
    if (!this.canPan) return;
    const moved = panBy(this.camera(bounds), { x: by.x * ratio, y: by.y * ratio }, bounds);
    this.#move(zoomOf(moved, bounds), 'pan');
  }

  /** Whether the point is near the line. */
  isNearLine({ x }: Point, kind: keyof typeof reach): boolean {
    const { scene, ratio } = this.#options.ground();
    const line = scene?.splitX ?? null;
    return line !== null && Math.abs(line / ratio - x) <= reach[kind];
  }

  /** Grabs the line if the point is close to it. */
  holdLine(point: Point, kind: keyof typeof reach): boolean {
    const { scene, ratio } = this.#options.ground();
    const line = scene?.splitX ?? null;
    const seen = scene?.panes[0]?.seen;
    if (line === null || seen === undefined) return false;
    if (this.isNearLine(point, kind)) {
      this.#grabbedAt = line / ratio - point.x;
      return true;
    }
    // When the whole photo is visible a drag cannot pan, so the line moves to the pointer.
    this.#grabbedAt = 0;
    return !this.canPan && contains(seen, { x: point.x * ratio, y: point.y * ratio });
  }

  dragLine(x: number): void {
    this.#moveLine((x + this.#grabbedAt) * this.#options.ground().ratio);
  }

  /** @returns whether the line used the key. */
  lineKey(event: KeyboardEvent): boolean {
    const seen = this.#options.ground().scene?.panes[0]?.seen;
    const next = splitAfterKey(this.#split.value, event);
    if (next === null || seen === undefined) return false;
    this.#moveLine(seen.x + next * seen.width);
    this.settle();
    return true;
  }

  /** @returns whether the key moved the photo. */
  panKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    const by = keyPan[key];
    if (by === undefined || ctrlKey || metaKey || altKey || !this.canPan) return false;
    this.pan(by);
    return true;
  }

  /** @param x device pixel */
  #moveLine(x: number): void {
    const { scene, ratio } = this.#options.ground();
    const seen = scene?.panes[0]?.seen;
    if (seen === undefined) return;
    this.#split.move(splitFor(x, seen, ratio));
    this.#reportLater.within(reportEvery);
    this.#options.onMove('split');
  }

  #zoomTo(scale: number, at: Point): void {
    const { bounds } = this.#options.ground();
    const around = { scale, at: this.#fromCentre(at) };
    this.#move(zoomOf(zoomAround(this.camera(bounds), around, bounds), bounds), 'zoom');
  }

  #move(zoom: ZoomState, what: 'zoom' | 'pan'): void {
    this.#zoom.move(zoom);
    this.#reportLater.within(reportEvery);
    this.#options.onMove(what);
  }

  /** Offset of the point from the centre of its pane, in device pixels. */
  #fromCentre(point: Point): Point {
    const { scene, size, ratio } = this.#options.ground();
    const at = { x: point.x * ratio, y: point.y * ratio };
    const pane = paneAt(scene?.panes ?? [], at) ?? scene?.panes[0];
    const centre = centreOf(pane?.area ?? { x: 0, y: 0, ...size });
    return { x: at.x - centre.x, y: at.y - centre.y };
  }
}

function isSameZoom(a: ZoomState, b: ZoomState): boolean {
  if (a.kind === 'fit' || b.kind === 'fit') return a.kind === b.kind;
  return a.scale === b.scale && a.x === b.x && a.y === b.y;
}
