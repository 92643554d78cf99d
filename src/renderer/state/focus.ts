/**
 * The control that a dialog gives the focus back to: the last one outside of menus and dialogs. When a dialog opens from a menu, the
 * focus stands on an entry that is gone a moment later.
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

/** The button that opened the menu that holds an element: pressed with the mouse it never had the focus itself. */
function buttonOf(element: HTMLElement): HTMLElement | null {
  const id = element.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? '';
  return document.getElementById(id);
}

function onFocusOut({ target, relatedTarget }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || isPassing(target) || relatedTarget !== null) return;
  // The window alone lost the focus: the control has it again when the window does.
  if (document.activeElement !== target) last = null;
}

/** Follows the focus through the page. Returns what ends it. */
export function followFocus(): () => void {
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  return () => {
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}

/** The control that has the focus, or had it before a menu or a dialog took it; null where none had. */
export function lastFocus(): HTMLElement | null {
  return last;
}
