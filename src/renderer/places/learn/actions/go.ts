import { preferences } from '../../../state/preferences';
import { placeOfPage } from '../state/place';
import { showPage } from '../../../lessons/actions/showPage';

/** Shows a page. What broke the last one is switched off. */
export function goTo(id: string): void {
  showPage(id, shownPage().page.id);
}

export function shownPage(): ReturnType<typeof placeOfPage> {
  return placeOfPage(preferences.getState().learn.page);
}

/** The next page. After the last one, it counts as seen. */
export function goNext(): void {
  const { page, next } = shownPage();
  goTo(next?.id ?? page.id);
}

export function goPrevious(): void {
  const { previous } = shownPage();
  if (previous !== null) goTo(previous.id);
}
