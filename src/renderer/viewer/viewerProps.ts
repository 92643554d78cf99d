import type { MixSettings } from '@contract';
import type { Region, Rgb, Size } from '@core';
import type { ZoomState } from './camera';

/** Rows of RGB, stored values. `data.length` is width × height × 3. Never modified after it is passed in. */
export type ViewerPicture = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** The full-size photo on a grid of `tileSide`. A different key means different pixels. */
export type ViewerTiles = {
  readonly key: string;
  /** A changed number means that failed tiles are requested again. */
  readonly attempt: number;
  load(column: number, row: number, signal: AbortSignal): Promise<ViewerPicture>;
};

/** The whole photo at draft size, and the source of its full-size pixels (null if there is none). */
export type ViewerLayer = {
  readonly key: string;
  readonly picture: ViewerPicture;
  readonly tiles: ViewerTiles | null;
};

export type LayerName = 'lowLight' | 'enhanced' | 'truth';
export type ViewerLayers = {
  readonly lowLight: ViewerLayer;
  readonly enhanced: ViewerLayer | null;
  readonly truth: ViewerLayer | null;
};

export type ViewKind = 'split' | 'side' | 'blink' | 'difference' | 'truth';

/** The pixel under the pointer: coordinates in the full-size photo, stored values 0 to 255. */
export type PixelValues = {
  x: number;
  y: number;
  before: Rgb;
  after: Rgb | null;
  truth: Rgb | null;
  /** False while only the smaller draft is loaded. The values are then means over several pixels. */
  isExact: boolean;
};

/** Visible texts and those for screen readers. */
export type ViewerText = {
  stage: string;
  lowLight: string;
  /** Replaces `lowLight` if the file is damaged. */
  damaged: string;
  enhanced: string;
  /** Stands behind the name of what is shown while only a draft of it is there. */
  draft: string;
  truth: string;
  difference(gain: number, from: 'lowLight' | 'truth'): string;
  splitLine: string;
  splitValue(percent: number): string;
  /** The button of the blink view. */
  swap: string;
};

export type ViewerProps = {
  size: Size;
  layers: ViewerLayers;
  /** Colour cube of `displaySide`³ as in `photos.preview`; null: the stored values are sRGB. */
  display: ViewerPicture | null;
  mix: MixSettings;
  view: ViewKind;
  showClipping: boolean;
  showLoupe: boolean;
  showOriginal: boolean;
  differenceGain: number;
  tilesShown: readonly Region[] | null;
  /** If there are several lines, the first is the most important. */
  captions: { lowLight?: string; enhanced?: string; truth?: string };
  /** Lines that are kept free for them under each pane, whether they are there already or not. */
  captionLines: number;
  isDraft: boolean;
  /** The picture is only the readable part of a damaged file. */
  isDamaged?: boolean;
  /** Controlled. During a gesture the viewer changes it first and reports. */
  zoom: ZoomState;
  onZoom(zoom: ZoomState): void;
  /** 0 at the left edge of the visible photo, 1 at its right. Controlled like `zoom`. */
  split: number;
  onSplit(split: number): void;
  onPixel(values: PixelValues | null): void;
  /** The scale of fit. */
  onScale(scale: number): void;
  text: ViewerText;
};

/** What the viewer tells the component that it lives in. */
export type ViewerReports = {
  /** The blink view now shows the original, or does not any more. */
  readonly onTurn: (isOriginal: boolean) => void;
  /** Layers of which less than is wanted can be shown: full-size pixels are on their way. */
  readonly onPending: (layers: readonly LayerName[]) => void;
};
