import type { Depth } from '@contract';
import { changePreferences } from '../../actions/preferences';
import { preferences } from '../../state/preferences';

export function setDepth(depth: Depth): void {
  changePreferences({ learn: { ...preferences.getState().learn, depth } });
}
