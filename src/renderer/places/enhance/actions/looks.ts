import { asShot, type Preset, type RawSettings } from '@contract';
import {
  isAlike,
  lookControls,
  neutralLook,
  readControl,
  withPreset,
  writeControl,
  type Adjustments,
  type LookControl,
} from '../../../state/look';
import {
  changeLook,
  changeLooks,
  lookOf,
  redoLook,
  settleLook,
  undoGroup,
  undoLook,
} from '../../../state/looks';
import { stripOrder } from '../../../state/filter';
import { cardOf, models } from '../../../state/models';
import { isSameRaw } from '../../../state/raw';
import { activePhoto, mayBeRaw, mayEnhance, photos, remake, type PhotosState } from '../../../state/photos';
import { selectedPhotos } from '../../../state/selection';
import { addToast } from '../../../state/toasts';
import type { SliderChange } from '../../../ui/Slider';
import { setView } from '../state/view';
import { counted, text } from '../../../text/en';
import { changePreferences } from '../../../actions/preferences';

function shown(): { photo: string; look: NonNullable<ReturnType<typeof lookOf>> } | null {
  const photo = activePhoto()?.entry.photo;
  const look = photo === undefined ? undefined : lookOf(photo);
  return photo === undefined || look === undefined ? null : { photo, look };
}

/** Moves a control. All changes of one press on its slider count as one step, a double click among them. */
export function setControl(control: LookControl, value: number, { isDragging, press }: SliderChange): void {
  const current = shown();
  if (current === null) return;
  setView({ gesture: isDragging && control.isInference ? control.id : null });
  const gesture = press === null ? null : `${control.id} ${press}`;
  changeLook(current.photo, writeControl(current.look, control, value), gesture);
}

/** The control was released, so the full draft is due. */
export function settleControl(): void {
  const current = shown();
  endDrag(current === null ? null : current.photo);
}

/** The drag on a photo has ended. Where another photo is shown, it does not continue there. */
export function endDrag(photo: string | null): void {
  if (photo !== null) settleLook(photo, isSameLook);
  setView({ gesture: null });
}

function isSameLook(one: Adjustments, other: Adjustments): boolean {
  return isAlike(one, other, lookControls(cardOf(models.getState().list, one.model), text.controls));
}

/** A look as a photo can have it: only a raw is developed. */
function fitting(photo: string, look: Adjustments): Adjustments {
  const view = photos.getState().byId[photo];
  return look.raw === undefined || (view !== undefined && mayBeRaw(view))
    ? look
    : { ...look, raw: undefined };
}

/** Changes how the shown raw is developed. All changes of one press are one step. */
export function setRaw(patch: Partial<RawSettings>, press: number | null = null): void {
  const current = shown();
  if (current === null) return;
  const raw = { ...(current.look.raw ?? asShot), ...patch };
  if (isSameRaw(raw, current.look.raw)) return;
  const next = { ...current.look, raw: isSameRaw(raw, asShot) ? undefined : raw };
  changeLook(current.photo, next, press === null ? null : `raw ${press}`);
}

/** Gives a photo a look, as one step of the history. A look that it has already is no step. */
function giveLook(photo: string, look: Adjustments): void {
  const before = lookOf(photo);
  if (before === undefined || !isSameLook(before, look)) changeLook(photo, look, null);
}

/** The control that lifts what is dark and leaves the rest, if the model has it and a look makes no use of it yet. */
export function shadowsControl(look: Adjustments, controls: readonly LookControl[]): LookControl | undefined {
  const control = controls.find(({ id }) => id === 'model.night');
  return control === undefined || readControl(look, control) < control.neutral ? undefined : control;
}

/** Lifts the shadows of the shown photo as far as the network can. */
export function liftShadows(control: LookControl): void {
  const current = shown();
  if (current !== null) giveLook(current.photo, writeControl(current.look, control, control.min));
}

export function resetLook(): void {
  const current = shown();
  if (current !== null) giveLook(current.photo, neutralLook(current.look.model));
}

export function applyPreset(preset: Preset): void {
  const current = shown();
  if (current !== null) giveLook(current.photo, fitting(current.photo, withPreset(current.look, preset)));
}

/** Sets the model of the shown photo. Photos opened later start with it. */
export function chooseModel(model: string): void {
  const current = shown();
  if (current !== null) giveLook(current.photo, { ...current.look, model });
  changePreferences({ model });
}

/** The photos that a look is applied to: the selected ones, or all of the strip if one is selected. Damaged and refused ones have no look. */
export function adjustable(
  { byId }: Pick<PhotosState, 'byId'>,
  { order, selected }: { order: readonly string[]; selected: readonly string[] },
): string[] {
  return (selected.length > 1 ? selected : order).filter((photo) => {
    const view = byId[photo];
    return view !== undefined && mayEnhance(view);
  });
}

/** Gives the other photos the look of the shown one. That is one step in the history of each of them, and one Undo reverts it. */
export function applyToOthers(): void {
  const current = shown();
  if (current === null) return;
  const changed = adjustable(photos.getState(), { order: stripOrder(), selected: selectedPhotos() }).filter(
    (photo) => {
      const before = lookOf(photo);
      return before === undefined || !isSameLook(before, fitting(photo, current.look));
    },
  );
  if (changed.length === 0) {
    addToast({ kind: 'note', message: text.panel.appliedNone });
    return;
  }
  // The step stands in the shown photo's history too, because a person presses Undo there.
  const group = changeLooks(
    new Map([current.photo, ...changed].map((photo) => [photo, fitting(photo, current.look)])),
  );
  changed.forEach(remake);
  const undo = (): void => {
    undoGroup(group).forEach(remake);
  };
  addToast({ kind: 'note', message: counted(text.panel.applied, changed.length), undo });
}

export function undo(): void {
  const current = shown();
  if (current !== null) sayOthers(undoLook(current.photo), current.photo, text.panel.undoneOthers);
}

export function redo(): void {
  const current = shown();
  if (current !== null) sayOthers(redoLook(current.photo), current.photo, text.panel.redoneOthers);
}

/** Some of the changed photos are not shown, so their change is told. */
function sayOthers(changed: readonly string[], active: string, words: { one: string; many: string }): void {
  const others = changed.filter((photo) => photo !== active);
  others.forEach(remake);
  if (others.length > 0) addToast({ kind: 'note', message: counted(words, others.length) });
}
