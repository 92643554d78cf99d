import type { MixSettings } from '@contract';
import type { Size } from '@core';
import type { Detail } from './Pace';
import type { Scene } from './scene';
import type { TileAddress } from './tileChoice';
import type { LayerName, ViewerLayers, ViewerPicture } from './viewerProps';

/** Everything that the picture on the stage depends on. */
export type Drawing = {
  readonly scene: Scene;
  /** Device pixels. */
  readonly stage: Size;
  readonly detail: Detail;
  readonly photo: Size;
  readonly layers: ViewerLayers;
  readonly display: ViewerPicture | null;
  readonly mix: MixSettings;
  readonly differenceGain: number;
  readonly showClipping: boolean;
  readonly tile: (layer: LayerName, address: TileAddress) => ViewerPicture | undefined;
};

/** Draws the stage's photos on its canvas. */
export type PhotoRenderer = {
  /** False if another frame will show more of what is already loaded. */
  draw(drawing: Drawing): boolean;
  dispose(): void;
};
