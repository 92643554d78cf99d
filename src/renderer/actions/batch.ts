import {
  CandelaError,
  type BatchAdjustment,
  type BatchChoices,
  type BatchOutline,
  type BatchWish,
  type Look,
  type PhotoHandle,
  type PlanProgress,
} from '@contract';
import { call } from '../bridge';
import { batch, queueOf } from '../state/batch';
import { models } from '../state/models';
import { mayEnhance, photos } from '../state/photos';
import { preferences } from '../state/preferences';
import { inBackground } from './failures';
import { modelsRead } from './lists';
import { engineLook } from './settings';

type Options = { readonly signal: AbortSignal; readonly onProgress?: (progress: PlanProgress) => void };

/** Photos that can be enhanced, with their present looks. Null: none of them. */
export function looksOf(wanted: readonly PhotoHandle[]): BatchAdjustment | null {
  const { byId } = photos.getState();
  const all: Look[] = [];
  const places = new Map<string, number>();
  const wishes: BatchAdjustment['photos'] = [];
  for (const photo of wanted) {
    const view = byId[photo];
    if (view === undefined || !mayEnhance(view)) continue;
    const look = engineLook(photo);
    if (look.inference.model === '') continue;
    const key = JSON.stringify(look);
    const place = places.get(key) ?? all.push(look) - 1;
    places.set(key, place);
    wishes.push({ photo, look: place });
  }
  return wishes.length === 0 ? null : { looks: all, photos: wishes };
}

/** The same, with the last export settings. */
function wishOf(wanted: readonly PhotoHandle[], choices: BatchChoices): BatchWish | null {
  const given = looksOf(wanted);
  return given && { ...given, choices: preferences.getState().exportChoices, batch: choices };
}

/**
 * A window just opened does not know its models yet, and photos have no settings without them.
 * @throws CandelaError if there is no model
 */
async function wishWhenKnown(
  wanted: readonly PhotoHandle[],
  choices: BatchChoices,
  { signal }: Options,
): Promise<BatchWish | null> {
  await modelsRead(signal);
  const { list, error } = models.getState();
  if (list.length === 0 && error !== null) throw CandelaError.fromWire(error);
  return wishOf(wanted, choices);
}

/** Puts photos into the batch and starts it. @returns null if none of them can be enhanced */
export async function startBatch(
  wanted: readonly PhotoHandle[],
  choices: BatchChoices,
  options: Options,
): Promise<BatchOutline | null> {
  const wish = await wishWhenKnown(wanted, choices, options);
  return wish === null ? null : call('batch.start', wish, onPlan(options));
}

/** What that would write. */
export async function planBatch(
  wanted: readonly PhotoHandle[],
  choices: BatchChoices,
  options: Options,
): Promise<BatchOutline | null> {
  const wish = await wishWhenKnown(wanted, choices, options);
  return wish === null ? null : call('batch.plan', wish, onPlan(options));
}

function onPlan({ signal, onProgress }: Options) {
  return { signal, ...(onProgress !== undefined && { onProgress }) };
}

export function pauseBatch(): void {
  inBackground(call('batch.pause', {}), '');
}

export function resumeBatch(): void {
  inBackground(call('batch.resume', {}), '');
}

/** Gives up some photos, or all that are not done. What is saved stays. */
export function cancelBatch(photos?: readonly PhotoHandle[]): void {
  if (photos?.length === 0) return;
  inBackground(call('batch.cancel', photos === undefined ? {} : { photos: [...photos] }), '');
}

/** Failed and cancelled photos wait again, with the settings that they had. */
export function retryPhotos(wanted: readonly PhotoHandle[]): void {
  if (wanted.length > 0) inBackground(call('batch.retry', { photos: [...wanted] }), '');
}

/** Photos that wait start before another one, or last. */
export function movePhotos(moved: readonly PhotoHandle[], before: PhotoHandle | null): void {
  if (moved.length > 0) inBackground(call('batch.move', { photos: [...moved], before }), '');
}

/** Photos that wait start before all others. */
export function startFirst(moved: readonly PhotoHandle[]): void {
  const own = new Set(moved);
  const first = queueOf(batch.getState()).find((photo) => !own.has(photo));
  if (first !== undefined) movePhotos(moved, first);
}
