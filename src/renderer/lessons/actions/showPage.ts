import { changePreferences } from '../../actions/preferences';
import { preferences } from '../../state/preferences';
import { learn } from '../state/learn';

/** Shows a page from another one, which counts as seen. Figures may use it, because it knows no pages. */
export function showPage(id: string, left: string): void {
  const { learn: before } = preferences.getState();
  learn.setState({ broken: null, chosenBreak: null, symbol: null, isContentsOpen: false });
  changePreferences({ learn: { ...before, page: id, seen: [...new Set([...before.seen, left])] } });
}
