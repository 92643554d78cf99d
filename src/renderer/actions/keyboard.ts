import { isMac, isSelectAll, rowOf, type HeldKey, type KeyRow } from '../keys';
import { frame } from '../state/frame';
import { shownPlace } from '../state/places';
import { isOffered, runCommand } from './commands';

/** The key that shows something while it is down, by its position. The character it types may change with Shift meanwhile. */
let holding: { readonly code: string; readonly letGo: () => void } | null = null;

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
  const row = rowOf(pressOf(event), isMac(), hasMeaning);
  if (row === null) return;
  event.preventDefault();
  if (isHeldKey(row.command)) hold(event.code, row.command);
  else if (!event.repeat || repeated.has(row.command)) runCommand(row.command);
}

function pressOf(event: KeyboardEvent): Parameters<typeof rowOf>[0] {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  return { key, code, ctrlKey, metaKey, shiftKey, altKey, isAltGraph: event.getModifierState('AltGraph') };
}

function isHeldKey(command: KeyRow['command']): command is HeldKey {
  return command === 'original' || command === 'truth';
}

function hasMeaning(command: KeyRow['command']): boolean {
  if (isHeldKey(command)) return command === 'original' || shownPlace()?.holdTruth !== undefined;
  return isOffered(command);
}

function hold(code: string, key: HeldKey): void {
  // A key that is held is pressed again and again.
  if (holding?.code === code) return;
  letGo();
  const place = shownPlace();
  const tell = key === 'original' ? place?.holdOriginal : place?.holdTruth;
  holding = { code, letGo: () => tell?.(false) };
  tell?.(true);
}

function onKeyUp({ code }: KeyboardEvent): void {
  if (code === holding?.code) letGo();
}

function letGo(): void {
  holding?.letGo();
  holding = null;
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
