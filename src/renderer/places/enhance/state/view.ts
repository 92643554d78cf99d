import { createStore } from 'zustand/vanilla';
import type { PixelValues, ZoomState } from '../../../viewer';

export type ViewState = {
  readonly zoom: ZoomState;
  /** What `fit` comes to, screen pixels a photo pixel. */
  readonly scale: number;
  /** Place of the split line, 0–1. */
  readonly split: number;
  readonly showOriginal: boolean;
  readonly showLoupe: boolean;
  /** Factor of the difference view. */
  readonly gain: number;
  readonly showTiles: boolean;
  readonly values: PixelValues | null;
  /** Long edge of drafts: the stage's own, in device pixels. */
  readonly draftSize: number;
  /** The gesture on a control that runs now: low drafts first. */
  readonly gesture: string | null;
  /** Counts up when full-size tiles that failed are worth asking for again. */
  readonly tileAttempt: number;
  /** 'Why does it look like this?' stands open. */
  readonly isWhyOpen: boolean;
  /** The panel stands open as a drawer, in a narrow window. */
  readonly isPanelOpen: boolean;
};

const start: ViewState = {
  zoom: { kind: 'fit' },
  scale: 1,
  split: 0.5,
  showOriginal: false,
  showLoupe: false,
  gain: 1,
  showTiles: false,
  values: null,
  draftSize: 1280,
  gesture: null,
  tileAttempt: 0,
  isWhyOpen: false,
  isPanelOpen: false,
};

/** How the stage shows the photo. */
export const view = createStore<ViewState>()(() => start);

/** Changes what differs; saying again what holds already wakes nobody. */
export function setView(patch: Partial<ViewState>): void {
  const current = new Map(Object.entries(view.getState()));
  if (Object.entries(patch).some(([key, value]) => !Object.is(current.get(key), value))) view.setState(patch);
}

export function retryTiles(): void {
  view.setState(({ tileAttempt }) => ({ tileAttempt: tileAttempt + 1 }));
}

export function toggleWhy(shown?: boolean): void {
  view.setState(({ isWhyOpen }) => ({ isWhyOpen: shown ?? !isWhyOpen }));
}

export function togglePanel(shown?: boolean): void {
  view.setState(({ isPanelOpen }) => ({ isPanelOpen: shown ?? !isPanelOpen }));
}

const widest = 32;
const least = 0.02;

/** Zoom by a factor about the middle of what is shown. */
export function zoomBy(state: ViewState, factor: number, size: { width: number; height: number }): ZoomState {
  const { zoom } = state;
  const from = zoom.kind === 'fit' ? state.scale : zoom.scale;
  const scale = Math.min(widest, Math.max(least, from * factor));
  const middle = zoom.kind === 'fit' ? { x: size.width / 2, y: size.height / 2 } : { x: zoom.x, y: zoom.y };
  return { kind: 'scale', scale, ...middle };
}

export function zoomTo(state: ViewState, scale: number, size: { width: number; height: number }): ZoomState {
  const from = state.zoom.kind === 'fit' ? state.scale : state.zoom.scale;
  return zoomBy(state, scale / from, size);
}

/**
 * Long edge to ask drafts in: that of the stage in device pixels, in steps of 256 so that dragging the window's edge does not make
 * every draft anew, at most 2560.
 */
export function draftSizeFor(width: number, height: number, ratio: number): number {
  const edge = Math.max(width, height) * ratio;
  return Math.min(2560, Math.max(768, Math.ceil(edge / 256) * 256));
}
