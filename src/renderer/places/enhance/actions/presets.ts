import { preferenceLimits } from '@contract';
import { changePreferences } from '../../../actions/preferences';
import { isBuiltIn, refusePreset, withAdded } from '../../../actions/presets';
import { presetOf } from '../../../state/look';
import { preferences } from '../../../state/preferences';
import { fill, text } from '../../../text/en';
import { lookOf } from '../../../state/looks';
import { activePhoto } from '../../../state/photos';

/** Saves the shown photo's settings under a name. */
export function savePreset(name: string): void {
  const photo = activePhoto()?.entry.photo;
  const look = photo === undefined ? undefined : lookOf(photo);
  if (look === undefined || name.trim() === '' || isBuiltIn(name)) return;
  const { presets, leftOut } = withAdded(preferences.getState().presets, [presetOf(look, name.trim())]);
  if (leftOut > 0) refusePreset(fill(text.presets.full, { most: preferenceLimits.presets }));
  else changePreferences({ presets });
}
