import type { KeyboardEvent } from 'react';
import { closePhotos } from '../../../actions/photoSet';
import { chosenOrShown, goBy } from '../actions/select';

/** Closes the chosen photos. The focus goes to the one that is shown in their place. */
function closeHere(list: Element): void {
  closePhotos(chosenOrShown());
  requestAnimationFrame(() => {
    list.querySelector<HTMLElement>('[data-shown="true"]')?.focus();
  });
}

/** Keys of grid and table. Sideways arrows, Enter and the others are commands of the place. @param columns photos in a row */
export function onListKey(event: KeyboardEvent, columns: number): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -4 * columns,
    PageDown: 4 * columns,
    Home: -Infinity,
    End: Infinity,
  };
  const by = steps[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (by !== undefined) goBy(by, event.shiftKey);
  else if (event.key === 'Delete' || event.key === 'Backspace') closeHere(event.currentTarget);
  else return;
  event.preventDefault();
}
