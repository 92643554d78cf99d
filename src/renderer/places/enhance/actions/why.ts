import { showPage } from '../../../lessons/actions/showPage';
import type { LessonPage } from '../../../lessons/page/LessonPage';
import { mend } from '../../../lessons/actions/breakIt';
import { changePreferences } from '../../../actions/preferences';
import type { Adjustments } from '../../../state/look';
import { showPlace } from '../../../state/places';
import { preferences } from '../../../state/preferences';

/** Shows another page in the drawer. What broke the last one is switched off. */
export function showBeside(page: string): void {
  mend();
  changePreferences({ learn: { ...preferences.getState().learn, beside: page } });
}

/** Goes to Learn, where the page has the drawer's model and settings. */
export function openInLearn({ id, values }: LessonPage, { model, controls }: Adjustments): void {
  values.adopt({ model });
  values.adopt({ controls });
  leaveFor(id);
}

/** Goes to a page of Learn. */
export function leaveFor(page: string): void {
  showPage(page, page);
  showPlace('learn');
}
