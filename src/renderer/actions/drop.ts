import { activePhoto, canEnhance } from '../state/photos';
import { setDragging, sheets } from '../state/sheets';
import { dropFiles } from './openPhotos';

function isTruth(event: DragEvent): boolean {
  const shown = activePhoto();
  if (shown === null || !canEnhance(shown)) return false;
  const over = event.target instanceof Element ? event.target.closest('[data-drop]') : null;
  return event.altKey || over?.getAttribute('data-drop') === 'truth';
}

function hasSomething(event: DragEvent): boolean {
  // A picture or a text that is dragged inside the page itself is none of this.
  return event.dataTransfer?.types.includes('Files') === true;
}

function onOver(event: DragEvent): void {
  event.preventDefault();
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  const dragging = isTruth(event) ? 'truth' : 'photo';
  if (hasSomething(event) && sheets.getState().dragging !== dragging) setDragging(dragging);
}

function onLeave(event: DragEvent): void {
  // Left for nothing: the pointer is outside the window.
  if (event.relatedTarget === null) setDragging('no');
}

function onDrop(event: DragEvent): void {
  event.preventDefault();
  setDragging('no');
  dropFiles(Array.from(event.dataTransfer?.files ?? []), isTruth(event));
}

/** Lets photos, folders and ground truths be dropped anywhere on the window. Returns what ends it. */
export function listenForDrops(): () => void {
  window.addEventListener('dragover', onOver);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('drop', onDrop);
  };
}
