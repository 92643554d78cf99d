import type { Explanation, PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import type { PixelValues, ZoomState } from '../../../viewer';

export type ViewState = {
  readonly zoom: ZoomState;
  /** The scale of `fit`, in screen pixels per photo pixel. */
  readonly scale: number;
  /** Position of the split line, 0–1. */
  readonly split: number;
  readonly showOriginal: boolean;
  readonly showLoupe: boolean;
  /** Factor of the difference view. */
  readonly gain: number;
  readonly showTiles: boolean;
  /** The tiles of a photo, while they may be drawn over it. */
  readonly tiles: { readonly photo: PhotoHandle; readonly list: Explanation['tiles'] } | null;
  readonly values: PixelValues | null;
  /** Long edge of drafts: the stage's, in device pixels. */
  readonly draftSize: number;
  /** The running gesture on a control. Small drafts come first. */
  readonly gesture: string | null;
  /** Incremented to request failed full-size tiles again. */
  readonly tileAttempt: number;
  /** 'Why does it look like this?' is open. */
  readonly isWhyOpen: boolean;
  /** The panel is open as a drawer, in a narrow window. */
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
  tiles: null,
  values: null,
  draftSize: 1280,
  gesture: null,
  tileAttempt: 0,
  isWhyOpen: false,
  isPanelOpen: false,
};

/** How the stage shows the photo. */
export const view = createStore<ViewState>()(() => start);

/** Applies changes. Setting equal values notifies nobody. */
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

/** Zooms by a factor around the middle of the visible part. */
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
 * Long edge of requested drafts: the stage's in device pixels, at most 2560.
 * Steps of 256 keep a resize of the window from recomputing every draft.
 */
export function draftSizeFor(width: number, height: number, ratio: number): number {
  const edge = Math.max(width, height) * ratio;
  return Math.min(2560, Math.max(768, Math.ceil(edge / 256) * 256));
}

/**
 * The draft size after the stage has changed. A stage that became a little smaller, as beside the drawer, keeps its larger drafts, so
 * that nothing is computed again.
 */
export function nextDraftSize(current: number, needed: number): number {
  return needed > current || needed * 2 <= current ? needed : current;
}
