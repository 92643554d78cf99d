import type { Preset } from '@contract';
import {
  isAlike,
  lookControls,
  neutralLook,
  withPreset,
  writeControl,
  type Look,
  type LookControl,
} from '../../../state/look';
import { changeLook, lookOf, redoLook, settleLook, undoLook } from '../state/looks';
import { cardOf, models } from '../../../state/models';
import { activePhoto, photos, setPhoto } from '../state/photos';
import { addToast } from '../../../state/toasts';
import { setView } from '../state/view';
import { fill, text } from '../../../text/en';
import { changePreferences } from '../../../actions/preferences';

function shown(): { photo: string; look: NonNullable<ReturnType<typeof lookOf>> } | null {
  const photo = activePhoto()?.entry.photo;
  const look = photo === undefined ? undefined : lookOf(photo);
  return photo === undefined || look === undefined ? null : { photo, look };
}

/** Moves a control. During a drag `isDragging` is true, and all its steps count as one. */
export function setControl(control: LookControl, value: number, isDragging: boolean): void {
  const current = shown();
  if (current === null) return;
  setView({ gesture: isDragging && control.isInference ? control.id : null });
  changeLook(current.photo, writeControl(current.look, control, value), isDragging ? control.id : null);
}

/** The control was released, so the full draft is due. */
export function settleControl(): void {
  const current = shown();
  if (current !== null) settleLook(current.photo);
  setView({ gesture: null });
}

/** Another photo is shown. A running drag ends and does not continue on the new photo. */
export function endDrag(before: string | null): void {
  if (before !== null) settleLook(before);
  setView({ gesture: null });
}

/** Gives a photo a look, as one step of the history. False if the photo already has this look. */
function giveLook(photo: string, look: Look): boolean {
  const before = lookOf(photo);
  const controls = lookControls(cardOf(models.getState().list, look.model), text.controls);
  if (before !== undefined && isAlike(before, look, controls)) return false;
  changeLook(photo, look, null);
  return true;
}

export function resetLook(): void {
  const current = shown();
  if (current !== null) giveLook(current.photo, neutralLook(current.look.model));
}

export function applyPreset(preset: Preset): void {
  const current = shown();
  if (current !== null) giveLook(current.photo, withPreset(current.look, preset));
}

/** Sets the model of the shown photo. Photos opened later start with it. */
export function chooseModel(model: string): void {
  const current = shown();
  if (current !== null) giveLook(current.photo, { ...current.look, model });
  changePreferences({ model });
}

/** Gives every open photo the look of the shown one. One Undo reverts those not changed since. */
export function applyToAll(): void {
  const current = shown();
  if (current === null) return;
  const others = photos.getState().order.filter((photo) => photo !== current.photo);
  const changed = others.filter((photo) => giveLook(photo, current.look));
  changed.forEach(recompute);
  const undo = (): void => {
    for (const photo of changed) {
      // Photos changed since then have their own history.
      if (lookOf(photo) !== current.look) continue;
      undoLook(photo);
      recompute(photo);
    }
  };
  addToast({ kind: 'note', message: fill(text.panel.appliedAll, { count: others.length + 1 }), undo });
}

function recompute(photo: string): void {
  if (photos.getState().byId[photo]?.error === null) setPhoto(photo, { status: 'waiting' });
}

export function undo(): void {
  const current = shown();
  if (current !== null) undoLook(current.photo);
}

export function redo(): void {
  const current = shown();
  if (current !== null) redoLook(current.photo);
}
