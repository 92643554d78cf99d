import type { MixSettings } from '@contract';
import type { Region, Rgb, Size } from '@core';
import type { ZoomState } from './camera';

/** Rows of RGB, stored values; `data.length` is width × height × 3. Never changed after it was handed over. */
export type ViewerPicture = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** The full-size photo on a grid of `tileSide`; another key means other pixels. */
export type ViewerTiles = {
  readonly key: string;
  /** Another one: tiles that failed are asked for again. */
  readonly attempt: number;
  load(column: number, row: number, signal: AbortSignal): Promise<ViewerPicture>;
};

/** The whole photo at draft size, and where its full-size pixels come from (null: there is nothing finer). */
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

/** What lies under the pointer: coordinates of the full-size photo, stored values 0 to 255. */
export type PixelValues = {
  x: number;
  y: number;
  before: Rgb;
  after: Rgb | null;
  truth: Rgb | null;
  /** False while only the smaller draft of the photo is at hand: the values are means over several pixels. */
  isExact: boolean;
};

/** Visible words and those for screen readers. */
export type ViewerText = {
  stage: string;
  lowLight: string;
  /** In the place of `lowLight` where the file is damaged. */
  damaged: string;
  enhanced: string;
  /** In the place of `enhanced` while only a draft of the result is there. */
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
  /** Of several lines the first counts most. */
  captions: { lowLight?: string; enhanced?: string; truth?: string };
  isDraft: boolean;
  /** The picture is only what decodes of a damaged file. */
  isDamaged?: boolean;
  /** Controlled, but while a gesture runs the viewer goes ahead and reports. */
  zoom: ZoomState;
  onZoom(zoom: ZoomState): void;
  /** 0 at the left edge of what is seen of the photo, 1 at its right. Controlled as `zoom` is. */
  split: number;
  onSplit(split: number): void;
  onPixel(values: PixelValues | null): void;
  /** The scale that fit comes to. */
  onScale(scale: number): void;
  text: ViewerText;
};
