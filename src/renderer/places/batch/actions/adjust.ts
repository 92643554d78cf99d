import type { PhotoHandle } from '@contract';
import { controlsOf } from '../../../actions/copySettings';
import {
  isAlike,
  neutralLook,
  readControl,
  writeControl,
  type Adjustments,
  type LookControl,
} from '../../../state/look';
import { changeLooks, lookOf, redoLook, settleLook, undoLook } from '../../../state/looks';
import { photos, remake } from '../../../state/photos';
import { selectedPhotos } from '../../../state/selection';
import type { SliderChange } from '../../../ui/Slider';

/** The values that photos have for a slider. */
export type Spread = { readonly from: number; readonly to: number };

export function spreadOf(looks: readonly Adjustments[], control: LookControl): Spread {
  const values = looks.map((look) => readControl(look, control));
  return {
    from: values.reduce((least, value) => Math.min(least, value), Infinity),
    to: values.reduce((most, value) => Math.max(most, value), -Infinity),
  };
}

function give(
  wanted: readonly PhotoHandle[],
  make: (look: Adjustments) => Adjustments,
  gesture: string | null,
): void {
  const changed = new Map<PhotoHandle, Adjustments>();
  for (const photo of wanted) {
    const before = lookOf(photo);
    if (before === undefined) continue;
    const after = make(before);
    if (!isAlike(before, after, controlsOf(after))) changed.set(photo, after);
  }
  if (changed.size > 0) changeLooks(changed, gesture);
}

/** Moves a slider for several photos. One press is one step of all their histories. */
export function setControls(
  wanted: readonly PhotoHandle[],
  { control, value }: { control: LookControl; value: number },
  { press }: SliderChange,
): void {
  const gesture = press === null ? null : `${control.id} ${press}`;
  give(wanted, (look) => writeControl(look, control, value), gesture);
}

/** The slider was released: results are due. */
export function settleControls(wanted: readonly PhotoHandle[]): void {
  for (const photo of wanted) {
    settleLook(photo, (one, other) => isAlike(one, other, controlsOf(one)));
    remake(photo);
  }
}

export function setModel(wanted: readonly PhotoHandle[], model: string): void {
  give(wanted, (look) => ({ ...look, model }), null);
  wanted.forEach(remake);
}

export function resetAll(wanted: readonly PhotoHandle[]): void {
  give(wanted, ({ model }) => neutralLook(model), null);
  wanted.forEach(remake);
}

/** Undoes the last step of the selected photos, and with it that of all that were changed together. */
export function undoHere(): void {
  stepBack(undoLook);
}

export function redoHere(): void {
  stepBack(redoLook);
}

function stepBack(step: (photo: PhotoHandle) => PhotoHandle[]): void {
  const { active } = photos.getState();
  const [first = active] = selectedPhotos();
  if (first !== null) step(first).forEach(remake);
}
