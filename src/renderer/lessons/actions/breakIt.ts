import type { Break } from '../page/LessonPage';
import { learn } from '../state/learn';

/** Chooses one of the page's breaks. One that is switched on is exchanged at once. */
export function chooseBreak(id: string): void {
  learn.setState(({ broken }) => ({ chosenBreak: id, broken: broken === null ? null : id }));
}

/** Breaks the figure by the chosen change, or mends it. */
export function toggleBreak([first]: readonly Break[]): void {
  const { broken, chosenBreak } = learn.getState();
  learn.setState({ broken: broken === null ? (chosenBreak ?? first?.id ?? null) : null });
}

/** Mends the figure and forgets what was chosen: another page is shown, or none. */
export function mend(): void {
  learn.setState({ broken: null, chosenBreak: null, symbol: null });
}
