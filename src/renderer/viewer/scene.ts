import type { Region, Size } from '@core';
import { originIn, seenIn, type Camera } from './camera';
import { panesOf, type Pane, type PaneOptions, type Shown } from './panes';
import { clamp, contains, intersect, isEmpty, type Point } from './rectangle';
import { splitAt } from './splitLine';

/** A part of the stage filled by one draw call. Device pixels from the top left. */
export type Part = {
  readonly shows: Shown;
  /** Nothing is drawn outside this rectangle. */
  readonly clip: Region;
  /** The rectangle whose corners are rounded. */
  readonly frame: Region;
  readonly radius: number;
  readonly scale: number;
  /** Position of the photo's top left corner. */
  readonly origin: Point;
};

/** A pane and the visible part of the photo in it. */
export type SeenPane = Pane & { readonly seen: Region; readonly origin: Point };

export type Loupe = {
  readonly centre: Point;
  readonly radius: number;
  readonly scale: number;
  readonly pixel: Point;
};

/** Everything a frame shows, fully computed. The renderers only draw it. */
export type Scene = {
  readonly panes: readonly SeenPane[];
  readonly parts: readonly Part[];
  readonly scale: number;
  /** The line of the split view, if there is one. */
  readonly splitX: number | null;
  readonly loupe: Loupe | null;
  /** Height under each pane for its caption. */
  readonly band: number;
};

export type SceneOptions = PaneOptions & {
  /** Device pixels. */
  readonly stage: Size;
  readonly ratio: number;
  readonly photo: Size;
  readonly split: number;
  /** Lines of text under each pane. */
  readonly captionLines: number;
  /** Where the loupe is held, device pixels; null: there is none. */
  readonly pointer: Point | null;
};

/** CSS pixels. */
const photoRadius = 4;
const paneGap = 6;
export const captionLine = 16;
export const captionGap = 4;
const loupeRadius = 120;
/** Screen pixels per photo pixel in the loupe, or twice the photo's scale if that is larger. */
const loupeScale = 4;

/** Only the panes, because the camera is clamped by their size. */
export function layOut(options: SceneOptions): Pane[] {
  const { stage, photo, ratio } = options;
  return panesOf(options, { stage, photo, gap: Math.round(paneGap * ratio), band: bandOf(options) });
}

function bandOf({ captionLines, ratio }: SceneOptions): number {
  return captionLines === 0 ? 0 : Math.ceil((captionLines * captionLine + 2 * captionGap) * ratio);
}

/** The least height that is free under a pane. A stage may be too low for whole captions. */
function freeUnder(panes: readonly Pane[], stage: Size): number {
  const free = panes.map(({ area }) => {
    const bottom = area.y + area.height;
    const below = panes.map((other) => other.area.y).filter((y) => y >= bottom);
    return Math.min(stage.height, ...below) - bottom;
  });
  return Math.max(0, Math.min(...free));
}

export function sceneOf(options: SceneOptions, panes: readonly Pane[], camera: Camera): Scene {
  const seenPanes = panes.map((pane) => ({
    ...pane,
    seen: seenIn(pane.area, { camera, photo: options.photo }),
    origin: originIn(pane.area, camera),
  }));
  const first = seenPanes[0];
  const splitX =
    first === undefined || first.beyond === null ? null : splitAt(options.split, first.seen, options.ratio);
  const scene = { panes: seenPanes, scale: camera.scale, splitX };
  const loupe = loupeOf(options, scene);
  const parts = seenPanes.flatMap((pane) => partsOf(pane, scene, photoRadius * options.ratio));
  const band = Math.min(bandOf(options), freeUnder(panes, options.stage));
  return { ...scene, loupe, band, parts: loupe === null ? parts : [...parts, ...loupeParts(loupe, options)] };
}

function partsOf(pane: SeenPane, { scale, splitX }: Pick<Scene, 'scale' | 'splitX'>, radius: number): Part[] {
  const base = { frame: pane.seen, radius, scale, origin: pane.origin };
  const whole = { ...base, shows: pane.shows, clip: pane.seen };
  if (pane.beyond === null || splitX === null) return isEmpty(pane.seen) ? [] : [whole];
  const [left, right] = cutAt(pane.seen, splitX);
  return [
    { ...whole, clip: left },
    { ...whole, shows: pane.beyond, clip: right },
  ].filter(({ clip }) => !isEmpty(clip));
}

/** Splits an area into the parts left and right of a line. */
export function cutAt(area: Region, x: number): [Region, Region] {
  const left = { ...area, width: x - area.x };
  return [left, { ...area, x, width: area.width - left.width }];
}

/** The pane under a point of the stage. */
export function paneAt(panes: readonly SeenPane[], point: Point): SeenPane | null {
  return panes.find(({ area }) => contains(area, point)) ?? null;
}

/** The photo's pixel under a point of the stage, in whole numbers, or null outside the photo. */
export function pixelAt(scene: Pick<Scene, 'panes' | 'scale'>, point: Point): Point | null {
  const pane = scene.panes.find(({ seen }) => contains(seen, point));
  if (pane === undefined) return null;
  return {
    x: Math.floor((point.x - pane.origin.x) / scene.scale),
    y: Math.floor((point.y - pane.origin.y) / scene.scale),
  };
}

function loupeOf(
  { pointer, stage, ratio }: SceneOptions,
  scene: Pick<Scene, 'panes' | 'scale'>,
): Loupe | null {
  const pixel = pointer === null ? null : pixelAt(scene, pointer);
  if (pointer === null || pixel === null) return null;
  const radius = loupeRadius * ratio;
  return {
    radius,
    pixel,
    scale: Math.max(loupeScale, 2 * scene.scale),
    centre: {
      x: Math.round(clamp(pointer.x, radius, stage.width - radius)),
      y: Math.round(clamp(pointer.y, radius, stage.height - radius)),
    },
  };
}

/** The left half shows the original, the right half the result. They meet at the pixel under the pointer. */
function loupeParts({ centre, radius, scale, pixel }: Loupe, { hasEnhanced, photo }: SceneOptions): Part[] {
  const frame = { x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius };
  const origin = {
    x: Math.round(centre.x - (pixel.x + 0.5) * scale),
    y: Math.round(centre.y - (pixel.y + 0.5) * scale),
  };
  const there = { ...origin, width: photo.width * scale, height: photo.height * scale };
  const [left, right] = cutAt(frame, centre.x);
  const base = { frame, radius, scale, origin };
  const parts: Part[] = hasEnhanced
    ? [
        { ...base, shows: 'lowLight', clip: intersect(left, there) },
        { ...base, shows: 'enhanced', clip: intersect(right, there) },
      ]
    : [{ ...base, shows: 'lowLight', clip: intersect(frame, there) }];
  return parts.filter(({ clip }) => !isEmpty(clip));
}
