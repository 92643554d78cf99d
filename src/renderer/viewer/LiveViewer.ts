import type { Finishing, Size } from '@core';
import { Blink } from './Blink';
import { fitScale, type Bounds } from './camera';
import { Gestures, type Hold } from './Gestures';
import { Later } from './Later';
import { Pace } from './Pace';
import { PendingTiles } from './PendingTiles';
import { finishOf, pixelValues, type PixelSource } from './pixelValues';
import { centreOf, type Point } from './rectangle';
import { layOut, pixelAt, sceneOf, type Scene, type SceneOptions } from './scene';
import { ViewerMotion } from './ViewerMotion';
import { ViewerMarks, type ViewerElements } from './ViewerMarks';
import { Surface } from './Surface';
import { mostTiles } from './tileChoice';
import { tilesKey, TileStore } from './TileStore';
import { tileWishes } from './tileWishes';
import type { PixelValues, ViewerProps, ViewerReports } from './viewerProps';

/** Milliseconds between requests for tiles, and from the last move until the photo counts as at rest. */
const wishEvery = 80;
const restAfter = 140;

/** Runs the stage without React. It draws a frame after a change, requests tiles, and reports the pixel under the pointer. */
export class LiveViewer {
  #props: ViewerProps;
  #finish: Finishing;
  readonly #elements: ViewerElements;
  readonly #view: ViewerMarks;
  readonly #surface: Surface;
  readonly #gestures: Gestures;
  readonly #motion: ViewerMotion;
  readonly #tiles: TileStore;
  readonly #blink: Blink;
  readonly #pace = new Pace();
  readonly #resizing: ResizeObserver;
  readonly #listening = new AbortController();
  readonly #wishLater = new Later(() => {
    this.#wish();
  });
  readonly #redraw = (): void => {
    this.#isPhotoStale = true;
    this.#requestFrame();
  };
  readonly #restLater = new Later(this.#redraw);
  readonly #pending: PendingTiles;
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #frame = 0;
  #scene: Scene | null = null;
  #pointer: Point | null = null;
  #hold: Hold = 'none';
  #isPhotoStale = true;
  #fit = 0;
  #lastPixel: PixelValues | null = null;

  constructor(elements: ViewerElements, props: ViewerProps, { onTurn, onPending }: ViewerReports) {
    this.#pending = new PendingTiles(elements.root, onPending);
    this.#props = props;
    this.#finish = finishOf(props.mix);
    this.#elements = elements;
    const onTile = (): void => {
      this.#pending.take(this.#tiles.open);
      this.#redraw();
    };
    this.#tiles = new TileStore({ capacity: 3 * mostTiles + 32, atOnce: 4, onTile });
    this.#view = new ViewerMarks(elements);
    this.#surface = new Surface(elements.photo, this.#redraw);
    elements.root.dataset['renderer'] = this.#surface.kind;
    this.#blink = new Blink((isOriginal) => {
      onTurn(isOriginal);
      this.#redraw();
    });
    this.#motion = this.#makeMotion();
    this.#gestures = this.#listen();
    this.#resizing = new ResizeObserver((entries) => {
      this.#resize(entries.at(-1));
    });
    this.#resizing.observe(elements.root, { box: 'device-pixel-content-box' });
    this.update(props);
  }

  /** Takes new values from the page. Labels must already be in the document. */
  update(props: ViewerProps): void {
    const before = this.#props;
    this.#props = props;
    if (before.mix !== props.mix) {
      this.#finish = finishOf(props.mix);
      this.#restLater.after(restAfter);
    }
    this.#motion.take(props);
    this.#tiles.setLayers(props.layers);
    this.#blink.run(props.view === 'blink' && props.layers.enhanced !== null);
    this.#view.measureLabels();
    this.#redraw();
    // Work for outdated settings would delay the tiles needed now.
    if (tilesKey(before.layers) !== tilesKey(props.layers)) this.#wish();
  }

  /** Shows the other picture of the blink view. */
  swap(): void {
    this.#blink.swap();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#wishLater.cancel();
    this.#restLater.cancel();
    this.#pending.dispose();
    this.#listening.abort();
    this.#resizing.disconnect();
    this.#gestures.dispose();
    this.#motion.dispose();
    this.#blink.dispose();
    this.#tiles.dispose();
    this.#surface.dispose();
  }

  #makeMotion(): ViewerMotion {
    return new ViewerMotion(this.#props, {
      ground: () => ({ bounds: this.#bounds(), scene: this.#scene, size: this.#size, ratio: this.#ratio }),
      onMove: (what) => {
        // Tiles at scales that a zoom only passes through are not requested.
        if (what === 'zoom') this.#wishLater.after(restAfter);
        if (what !== 'split') this.#restLater.after(restAfter);
        this.#redraw();
      },
      onReport: ({ zoom, split }) => {
        if (zoom !== null) this.#props.onZoom(zoom);
        if (split !== null) this.#props.onSplit(split);
      },
    });
  }

  #listen(): Gestures {
    const { root, handle } = this.#elements;
    const { signal } = this.#listening;
    for (const name of ['focus', 'blur']) root.addEventListener(name, this.#redraw, { signal });
    root.addEventListener(
      'keydown',
      (event) => {
        const isLine = event.target === handle && this.#motion.lineKey(event);
        const isPhoto = event.target === root && this.#motion.panKey(event);
        if (isLine || isPhoto) event.preventDefault();
      },
      { signal },
    );
    return new Gestures(root, {
      holdsSplit: (point, isTouch) => this.#motion.holdLine(point, isTouch ? 'touch' : 'mouse'),
      onSplit: (x) => {
        this.#motion.dragLine(x);
      },
      onPan: (by) => {
        this.#motion.pan(by);
      },
      onZoom: (factor, at) => {
        this.#motion.zoomBy(factor, at);
      },
      onDoubleClick: (at) => {
        this.#motion.toggle(at);
      },
      onTap: () => {
        this.#blink.swap();
      },
      onHover: (point) => {
        this.#hover(point);
      },
      onHold: (hold) => {
        this.#setHold(hold);
      },
    });
  }

  #resize(entry: ResizeObserverEntry | undefined): void {
    const box = entry?.devicePixelContentBoxSize[0];
    if (box === undefined) return;
    this.#ratio = window.devicePixelRatio;
    this.#size = { width: box.inlineSize, height: box.blockSize };
    this.#pace.forget();
    this.#view.resize(this.#size);
    this.#isPhotoStale = true;
    // Draw in the same frame: a resized canvas is empty.
    this.#draw();
  }

  #requestFrame(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#draw();
    });
  }

  #options(): SceneOptions {
    const { view, layers, showOriginal, showLoupe, size, captionLines } = this.#props;
    const isLoupeHeld = showLoupe && (this.#hold === 'none' || this.#hold === 'pan');
    return {
      view,
      hasEnhanced: layers.enhanced !== null,
      hasTruth: layers.truth !== null,
      original: showOriginal || this.#blink.isOriginal,
      stage: this.#size,
      ratio: this.#ratio,
      photo: size,
      split: this.#motion.split,
      captionLines,
      pointer: isLoupeHeld ? (this.#pointerOnDevice() ?? this.#middleForKeys()) : null,
    };
  }

  #bounds(): Bounds {
    const pane = layOut(this.#options())[0]?.area ?? this.#size;
    return { photo: this.#props.size, pane, ratio: this.#ratio };
  }

  #pointerOnDevice(): Point | null {
    const pointer = this.#pointer;
    return pointer && { x: pointer.x * this.#ratio, y: pointer.y * this.#ratio };
  }

  /** Position of the loupe without a pointer. Arrow keys move the photo under it. */
  #middleForKeys(): Point | null {
    const pane = this.#scene?.panes[0];
    return pane !== undefined && this.#elements.root.matches(':focus-visible') ? centreOf(pane.seen) : null;
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#size.width === 0 || this.#size.height === 0) return;
    if (this.#isPhotoStale) this.#drawPhoto();
    this.#reportPixel();
  }

  #drawPhoto(): void {
    this.#isPhotoStale = false;
    const props = this.#props;
    const ratio = this.#ratio;
    const options = this.#options();
    const bounds = this.#bounds();
    const scene = sceneOf(options, layOut(options), this.#motion.camera(bounds));
    this.#scene = scene;
    const pixels = this.#pixels();
    const isMoving = this.#hold !== 'none' || this.#restLater.isWaiting;
    const detail = this.#pace.frame(isMoving);
    if (!this.#surface.draw({ ...props, ...pixels, scene, stage: this.#size, detail })) this.#redraw();
    this.#view.place(scene, { ratio, text: props.text });
    const values = isMoving ? null : (pixel: Point) => pixelValues(pixels, pixel);
    this.#view.drawOverlay({ scene, ratio, outlines: props.tilesShown, values });
    this.#wishLater.within(wishEvery);
    this.#reportFit(fitScale(bounds));
  }

  #reportFit(fit: number): void {
    if (fit === this.#fit) return;
    this.#fit = fit;
    this.#props.onScale(fit);
  }

  #pixels(): PixelSource {
    const { size, layers } = this.#props;
    return {
      photo: size,
      layers,
      finish: this.#finish,
      tile: (layer, address) => this.#tiles.get(layer, address),
    };
  }

  #wish(): void {
    this.#wishLater.cancel();
    if (this.#scene === null) return;
    const { size, layers, mix } = this.#props;
    this.#tiles.wish(tileWishes(this.#scene, { photo: size, layers, strength: mix.strength }));
    this.#pending.take(this.#tiles.open);
  }

  #setHold(hold: Hold): void {
    this.#hold = hold;
    this.#view.setHold(hold);
    if (hold === 'none') this.#motion.settle();
    this.#redraw();
  }

  #hover(point: Point | null): void {
    this.#pointer = point;
    if (this.#props.showLoupe) this.#isPhotoStale = true;
    const isNear = point !== null && this.#motion.isNearLine(point, 'mouse');
    this.#view.setCursor(isNear ? 'line' : this.#motion.canPan ? 'hand' : 'none');
    this.#requestFrame();
  }

  #reportPixel(): void {
    const at = this.#pointerOnDevice();
    const pixel = this.#scene === null || at === null ? null : pixelAt(this.#scene, at);
    const values = pixel === null ? null : pixelValues(this.#pixels(), pixel);
    if (JSON.stringify(values) === JSON.stringify(this.#lastPixel)) return;
    this.#lastPixel = values;
    this.#props.onPixel(values);
  }
}
