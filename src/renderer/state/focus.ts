/**
 * The control that regains the focus after a dialog: the last one outside menus and dialogs.
 * A dialog opened from a menu has the focus on an entry that disappears a moment later.
 */
let last: HTMLElement | null = null;

function isPassing(element: HTMLElement): boolean {
  return element.closest('[role="menu"], dialog') !== null;
}

function onFocusIn({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement)) return;
  if (isPassing(target)) last = buttonOf(target) ?? last;
  else last = target;
}

/** The button that opened the element's menu. After a mouse click the button itself never had the focus. */
function buttonOf(element: HTMLElement): HTMLElement | null {
  const id = element.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? '';
  return document.getElementById(id);
}

function onFocusOut({ target, relatedTarget }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || isPassing(target) || relatedTarget !== null) return;
  // Only the window lost the focus. The control gets it back with the window.
  if (document.activeElement !== target) last = null;
}

/** Tracks the focus in the page. Returns a function that ends this. */
export function followFocus(): () => void {
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  return () => {
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}

/** The control with the focus, or the last one before a menu or dialog took it. Null if there was none. */
export function lastFocus(): HTMLElement | null {
  return last;
}
