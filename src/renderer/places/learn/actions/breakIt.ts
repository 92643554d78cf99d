import { learn } from '../state/learn';
import { shownPage } from './go';

/** Chooses one of the page's breaks. One that is switched on is exchanged at once. */
export function chooseBreak(id: string): void {
  learn.setState(({ broken }) => ({ chosenBreak: id, broken: broken === null ? null : id }));
}

/** Breaks the figure by the chosen change, or mends it. */
export function toggleBreak(): void {
  const { broken, chosenBreak } = learn.getState();
  const [first] = shownPage().page.breaks;
  learn.setState({ broken: broken === null ? (chosenBreak ?? first?.id ?? null) : null });
}
