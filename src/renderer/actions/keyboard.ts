import { isMac, isSelectAll, rowOf } from '../keys';
import { frame } from '../state/frame';
import { shownPlace } from '../state/places';
import { isOffered, runCommand } from './commands';

/** The key that shows the original, by its position. The character it types may change with Shift while it is held. */
let holding: string | null = null;

/**
 * Ctrl+A completes a selection of text that a person has begun, such as in a failure's card. Elsewhere it selects the photos.
 * @returns whether there was such a text
 */
function selectText(): boolean {
  const selection = getSelection();
  const begun = selection?.anchorNode ?? null;
  const around = begun instanceof Element ? begun : (begun?.parentElement ?? null);
  const readable = around === null ? null : outermostReadable(around);
  if (readable === null || selection?.isCollapsed !== false) return false;
  selection.selectAllChildren(readable);
  return true;
}

function outermostReadable(element: Element): Element | null {
  if (getComputedStyle(element).userSelect !== 'text') return null;
  return (element.parentElement && outermostReadable(element.parentElement)) ?? element;
}

/** A held key goes on with these. */
const repeated: ReadonlySet<string> = new Set([
  'nextPhoto',
  'previousPhoto',
  'selectNext',
  'selectPrevious',
  'startEarlier',
  'startLater',
]);

/** Where letters already have a meaning: fields take them as text, menus use them to find an entry. */
const taken = 'input, textarea, select, [contenteditable], [role="menu"], dialog';

/** What Space and Enter press. A tile is none of these. */
const pressed = 'button, a, [role="slider"], [role="checkbox"], summary';

function isPress({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if ((key !== ' ' && key !== 'Enter') || ctrlKey || metaKey) return false;
  return target instanceof Element && target.closest(pressed) !== null;
}

function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(taken) !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || isTaken(event.target) || frame.getState().sheet !== null) return;
  if (isPress(event)) return;
  if (isSelectAll(pressOf(event), isMac())) {
    event.preventDefault();
    if (!selectText()) runCommand('selectAll');
    return;
  }
  const row = rowOf(pressOf(event), isMac(), (command) => command === 'original' || isOffered(command));
  if (row === null) return;
  event.preventDefault();
  if (row.command === 'original') hold(event.code);
  else if (!event.repeat || repeated.has(row.command)) runCommand(row.command);
}

function pressOf(event: KeyboardEvent): Parameters<typeof rowOf>[0] {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  return { key, code, ctrlKey, metaKey, shiftKey, altKey, isAltGraph: event.getModifierState('AltGraph') };
}

function hold(code: string): void {
  holding = code;
  shownPlace()?.holdOriginal(true);
}

function onKeyUp({ code }: KeyboardEvent): void {
  if (code === holding) letGo();
}

function letGo(): void {
  holding = null;
  shownPlace()?.holdOriginal(false);
}

/** Handles the keys of the table anywhere in the window. Returns a function that ends this. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('keyup', onKeyUp);
  window.addEventListener('blur', letGo);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('keyup', onKeyUp);
    window.removeEventListener('blur', letGo);
  };
}
