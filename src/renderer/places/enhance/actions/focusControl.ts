/** Moves the focus to a slider, or in a narrow window to what opens the panel that holds it. */
export function focusControl(id: string): void {
  const slider = document.querySelector<HTMLElement>(`[data-control="${id}"]`);
  (slider ?? document.querySelector<HTMLElement>('[data-opens="panel"]'))?.focus();
}
