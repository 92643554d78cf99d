import type { PhotoEntry, PhotoHandle, PhotoSettings } from '@contract';
import { call } from '../bridge';
import { inBackground, reportFailure } from './failures';
import { modelsRead } from './lists';
import { isAlike, lookControls, neutralLook, type Adjustments } from '../state/look';
import { cardOf, models, startingModel } from '../state/models';
import { preferences } from '../state/preferences';
import { addToast, replaceToast, toasts } from '../state/toasts';
import { fill, text } from '../text/en';
import { changeLook, lookOf, looks, undoLook } from '../state/looks';
import { openPhoto } from '../state/photos';

/** Settings are kept when they rest. */
const restMs = 500;

const timers = new Map<PhotoHandle, ReturnType<typeof setTimeout>>();
/** A disk that is full fails each time, and is told once. */
let isFailureTold = false;

/** Gives photos the settings that they had when they were open last. Undo takes them back. */
export async function restoreSettings(entries: readonly PhotoEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await modelsRead(new AbortController().signal);
  const found = await Promise.all(entries.map(async (entry) => ((await restore(entry)) ? [entry] : [])));
  const restored = found.flat();
  if (restored.length > 0) tell(restored);
}

type Restored = {
  readonly photo: PhotoHandle;
  readonly name: string;
  readonly look: Adjustments | undefined;
};

/** The message that stands, and what it is about. Photos of a large drop are read little by little and share it. */
let told: { readonly id: number; readonly restored: readonly Restored[] } | null = null;

function tell(entries: readonly PhotoEntry[]): void {
  const isStanding = toasts.getState().list.some(({ id }) => id === told?.id);
  const before = isStanding ? told : null;
  const restored = [
    ...(before?.restored ?? []),
    ...entries.map(({ photo, name }) => ({ photo, name, look: lookOf(photo) })),
  ];
  const undo = (): void => {
    for (const { photo, look } of restored) if (lookOf(photo) === look) undoLook(photo);
  };
  const { one, many } = text.kept;
  const [first] = restored;
  const message =
    restored.length === 1 ? fill(one, { name: first?.name ?? '' }) : fill(many, { count: restored.length });
  const toast = { kind: 'note' as const, message, undo };
  if (before !== null) replaceToast(before.id, toast);
  told = { id: before?.id ?? addToast(toast), restored };
}

async function restore({ photo }: PhotoEntry): Promise<boolean> {
  const kept = await findSettings(photo);
  const history = looks.getState().byPhoto[photo];
  // The person may have changed or closed the photo meanwhile.
  if (kept === null || history === undefined || history.past.length > 0) return false;
  const { present } = history;
  const isUsable = cardOf(models.getState().list, kept.model) !== undefined;
  const look = isUsable ? kept : { ...kept, model: present.model };
  if (isSame(look, present)) return false;
  changeLook(photo, look, null);
  return true;
}

async function findSettings(photo: PhotoHandle): Promise<PhotoSettings | null> {
  try {
    return await call('settings.find', { photo });
  } catch (error) {
    if (openPhoto(photo) !== null) throw error;
    return null;
  }
}

function isSame(one: Adjustments, other: Adjustments): boolean {
  return isAlike(one, other, lookControls(cardOf(models.getState().list, one.model), text.controls));
}

/** Keeps the settings of open photos whenever they change. Returns a function that stops it. */
export function keepSettings(): () => void {
  const stop = looks.subscribe(({ byPhoto }, before) => {
    for (const photo of Object.keys(byPhoto)) {
      if (byPhoto[photo] === before.byPhoto[photo]) continue;
      const present = lookOf(photo);
      const earlier = before.byPhoto[photo]?.present;
      // A photo that was just opened, or waits for a model, has no settings of its own yet.
      if (present !== undefined && earlier !== undefined && earlier.model !== '' && earlier !== present)
        keepSoon(photo);
    }
  });
  addEventListener('pagehide', keepAll);
  return () => {
    stop();
    removeEventListener('pagehide', keepAll);
  };
}

function keepSoon(photo: PhotoHandle): void {
  clearTimeout(timers.get(photo));
  timers.set(
    photo,
    setTimeout(() => {
      keepNow(photo);
    }, restMs),
  );
}

function keepAll(): void {
  for (const photo of timers.keys()) keepNow(photo);
}

/** Keeps the changes of a photo that still wait. Call it before the photo is closed. */
export function keepNow(photo: PhotoHandle): void {
  const timer = timers.get(photo);
  if (timer === undefined) return;
  clearTimeout(timer);
  timers.delete(photo);
  const look = lookOf(photo);
  if (look !== undefined) inBackground(keep(photo, look), openPhoto(photo)?.entry.name ?? '');
}

async function keep(photo: PhotoHandle, look: Adjustments): Promise<void> {
  const neutral = neutralLook(startingModel(models.getState().list, preferences.getState().model));
  const { model, strength, controls, finish, raw } = look;
  const own = { model, strength, controls: { ...controls }, finish: { ...finish }, ...(raw && { raw }) };
  try {
    await call('settings.keep', { photo, settings: isSame(look, neutral) ? null : own });
  } catch (error) {
    if (isFailureTold) return;
    isFailureTold = true;
    reportFailure(error, openPhoto(photo)?.entry.name ?? '');
  }
}
