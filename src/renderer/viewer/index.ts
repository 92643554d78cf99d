/**
 * @file The stage: shows a photo, its result and its truth.
 * It imports contract, core and React, and knows neither calls nor the page's state.
 */
export { Viewer } from './Viewer';
export { Histogram } from './Histogram';
export { histogramOf } from './histogramOf';
export { useHistograms } from './useHistograms';
export { Gestures } from './Gestures';
export { canvasOf } from './CanvasRenderer';
export { composePicture } from './composePicture';
export { imageOf } from './imageOf';
export { cameraOf, originIn, panBy, zoomAround, zoomOf } from './camera';
export type { Bounds, Camera, ZoomState } from './camera';
export type { PixelValues, ViewerLayers, ViewerPicture, ViewerText, ViewerTiles } from './viewerProps';
