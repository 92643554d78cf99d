import { basename } from 'node:path';
import { networkAlone, type InferenceSettings, type Notice, type CallProgress } from '@contract';
import { checkControls, type Raster } from '@core';
import type { EngineContext } from '../enhance/enhancePhoto';
import { enhanceRaster } from '../enhance/enhanceRaster';
import type { Turn } from '../enhance/NetworkGate';
import type { OpenModel } from '../model/openModel';
import { findModel, type Model } from '../model/registry';
import type { Photo } from '../photo/Photo';
import { stepOf } from '../photo/stepOf';
import type { PhotoCache } from './PhotoCache';

type Options = { signal: AbortSignal };

/** The network's work for the screen, or for a whole result. The caller is inside the gate. */
export type NetworkOptions = ViewOptions & { turn: Turn };

export type ViewOptions = Options & { onProgress?: ((progress: CallProgress) => void) | undefined };

/** Shared by all calls of an engine for the screen. */
export type PreviewContext = { engine: EngineContext; photos: PhotoCache };

/**
 * The settings' model. Its controls are checked.
 * @throws CandelaError as `findModel`; `usage.invalid` for controls
 */
export async function modelFor(
  { model: id, controls }: InferenceSettings,
  { engine }: PreviewContext,
  { signal }: Options,
): Promise<Model> {
  const model = await findModel(engine.modelFolders, id, { signal });
  checkControls(model.card, controls);
  return model;
}

/** Identifies the network's result with these settings. It is appended to a photo's key. */
export function inferenceKey({ card }: Model, { controls, provider }: InferenceSettings): string {
  const values = card.controls.map(({ name, neutral }) => String(controls[name] ?? neutral));
  return [card.sha256, provider, ...values].join(' ');
}

export type NetworkRequest = {
  /** The callee owns it; its samples become the result. */
  raster: Raster;
  /** The whole photo. The raster shows all or part of it. */
  scene: Pick<Photo, 'raster' | 'profile' | 'source'>;
  path: string;
  open: OpenModel;
  inference: InferenceSettings;
  /** Longest side of a tile, instead of the card's. */
  side?: number;
  /** Where the raster begins in the photo at full size. Absent: it is the whole photo, at any size. */
  at?: { x: number; y: number };
};

/** The network's result for a raster, in place. Mix and finishing are missing, because the screen adds them. */
export async function runNetwork(
  { raster, scene, path, open, inference, side, at }: NetworkRequest,
  { engine, photos }: PreviewContext,
  { signal, onProgress, turn }: NetworkOptions,
): Promise<Notice[]> {
  const { thumbnail: wanted } = open.card;
  const thumbnail = wanted && (await photos.thumbnail(scene, wanted.size, { signal }));
  const request = {
    open,
    profile: scene.profile,
    step: stepOf(scene.source),
    mix: networkAlone,
    controls: inference.controls,
    memoryBytes: engine.sessionMemory(),
    file: basename(path),
    ...(thumbnail && { thumbnail }),
    ...(side !== undefined && { side }),
    ...(at && { within: { x: at.x, y: at.y, width: scene.raster.width, height: scene.raster.height } }),
  };
  const onTile = (done: number, total: number) => onProgress?.({ stage: 'inference', done, total });
  return enhanceRaster(raster, request, { signal, onTile, turn });
}
