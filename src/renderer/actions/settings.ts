import type { InferenceSettings, Look, PhotoHandle } from '@contract';
import { inferenceOf, mixOf, neutralLook, type Adjustments } from '../state/look';
import { lookOf } from '../state/looks';
import { cardOf, models, startingModel } from '../state/models';
import { rawKey } from '../state/raw';
import { preferences } from '../state/preferences';

/** The look of a photo, or the initial one. */
export function currentLook(photo: PhotoHandle): Adjustments {
  return lookOf(photo) ?? neutralLook(startingModel(models.getState().list, preferences.getState().model));
}

/** The engine's settings for a photo's result. `model` is '' while no model is usable. */
export function engineLook(photo: PhotoHandle): Look {
  const look = currentLook(photo);
  const card = cardOf(models.getState().list, look.model);
  return {
    inference: inferenceOf(look, card, preferences.getState().provider),
    mix: mixOf(look, card),
    ...(rawKey(look.raw) !== '' && { raw: look.raw }),
  };
}

/** A key for the network's result with some settings. */
export function inferenceKey(inference: InferenceSettings): string {
  const controls = Object.entries(inference.controls).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([inference.model, inference.provider, controls]);
}
