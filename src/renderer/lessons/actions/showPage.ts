import { changePreferences } from '../../actions/preferences';
import { preferences } from '../../state/preferences';
import { learn } from '../state/learn';
import { mend } from './breakIt';

/** Shows a page from another one, which counts as seen. Figures may use it, because it knows no pages. */
export function showPage(id: string, left: string): void {
  const { learn: before } = preferences.getState();
  mend();
  learn.setState({ isContentsOpen: false });
  changePreferences({ learn: { ...before, page: id, seen: [...new Set([...before.seen, left])] } });
}
