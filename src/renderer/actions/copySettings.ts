import type { PhotoHandle } from '@contract';
import { copied, modelPart, rawPart, type LookPart } from '../state/copied';
import {
  isAlike,
  lookControls,
  readControl,
  writeControl,
  type Adjustments,
  type LookControl,
} from '../state/look';
import { changeLooks, lookOf, undoGroup } from '../state/looks';
import { cardOf, models } from '../state/models';
import { mayBeRaw, mayEnhance, photos, remake } from '../state/photos';
import { selectedPhotos } from '../state/selection';
import { addToast } from '../state/toasts';
import { counted, text } from '../text/en';

const words = text.copied;

export function controlsOf({ model }: Adjustments): LookControl[] {
  return lookControls(cardOf(models.getState().list, model), text.controls);
}

/** What can be copied from a photo. */
export function partsOf(photo: PhotoHandle, look: Adjustments): LookPart[] {
  const view = photos.getState().byId[photo];
  const ofRaw = view !== undefined && mayBeRaw(view) ? [rawPart] : [];
  return [modelPart, ...ofRaw, ...controlsOf(look).map(({ id }) => id)];
}

/** Keeps parts of a photo's look for `pasteSettings`. What is left out now is left out the next time, too. */
export function copySettings(photo: PhotoHandle, parts: readonly LookPart[]): void {
  const look = lookOf(photo);
  if (look === undefined) return;
  const all = partsOf(photo, look);
  copied.setState({ look, parts, leftOut: all.filter((part) => !parts.includes(part)) });
  addToast({ kind: 'note', message: words.done });
}

/**
 * A look with the copied parts. A slider that the photo's model does not have is left out, and so is how a raw is developed for others.
 * @param from the copied look
 */
export function withParts(
  look: Adjustments,
  from: Adjustments,
  {
    parts,
    controls,
    isRaw = false,
  }: {
    parts: readonly LookPart[];
    controls: (look: Adjustments) => readonly LookControl[];
    isRaw?: boolean;
  },
): Adjustments {
  const ofModel = parts.includes(modelPart) ? { ...look, model: from.model } : look;
  const base = parts.includes(rawPart) && isRaw ? { ...ofModel, raw: from.raw } : ofModel;
  const values = new Map(controls(from).map((control) => [control.id, readControl(from, control)]));
  return controls(base).reduce((made, control) => {
    const value = parts.includes(control.id) ? values.get(control.id) : undefined;
    return value === undefined ? made : writeControl(made, control, value);
  }, base);
}

/** Gives photos the copied settings, as one step of their histories. */
export function pasteSettings(wanted: readonly PhotoHandle[] = selectedPhotos()): void {
  const { look: from, parts } = copied.getState();
  if (from === null) {
    addToast({ kind: 'note', message: words.nothing });
    return;
  }
  const { active, byId } = photos.getState();
  const pasted = new Map<PhotoHandle, Adjustments>();
  let changes = 0;
  for (const photo of wanted) {
    const [view, before] = [byId[photo], lookOf(photo)];
    if (view === undefined || before === undefined || !mayEnhance(view)) continue;
    const after = withParts(before, from, { parts, controls: controlsOf, isRaw: mayBeRaw(view) });
    const isSame = isAlike(before, after, controlsOf(after));
    if (!isSame) changes += 1;
    // Undo is pressed on the shown photo, so the step stands in its history whenever others changed.
    if (!isSame || photo === active) pasted.set(photo, after);
  }
  if (changes === 0) {
    addToast({ kind: 'note', message: words.same });
    return;
  }
  const group = changeLooks(pasted);
  for (const photo of pasted.keys()) remake(photo);
  const undo = (): void => {
    undoGroup(group).forEach(remake);
  };
  addToast({ kind: 'note', message: counted(words.pasted, changes), undo });
}
