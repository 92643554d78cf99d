import { frame } from '../state/frame';
import { shownPlace } from '../state/places';
import { dropFiles } from './openPhotos';

function zoneOf(event: DragEvent): string {
  return shownPlace()?.zoneOf(event) ?? '';
}

function hasFiles(event: DragEvent): boolean {
  // Pictures or text dragged within the page are ignored.
  return event.dataTransfer?.types.includes('Files') === true;
}

function onOver(event: DragEvent): void {
  event.preventDefault();
  if (frame.getState().isDraggingOut) return;
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  const dropZone = zoneOf(event);
  if (hasFiles(event) && frame.getState().dropZone !== dropZone) frame.setState({ dropZone });
}

function onLeave(event: DragEvent): void {
  // No element is entered: the pointer left the window.
  if (event.relatedTarget === null) frame.setState({ dropZone: null });
}

function onDrop(event: DragEvent): void {
  event.preventDefault();
  frame.setState({ dropZone: null });
  if (frame.getState().isDraggingOut) return;
  dropFiles(Array.from(event.dataTransfer?.files ?? []), zoneOf(event));
}

/** Lets files and folders be dropped anywhere on the window. Returns a function that ends this. */
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
