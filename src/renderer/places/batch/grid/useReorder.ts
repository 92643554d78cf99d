import { useEffect, useState, type DragEvent, type RefObject } from 'react';
import { batch } from '../../../state/batch';
import { photos } from '../../../state/photos';
import { chosen } from '../../../state/selection';
import { batchText } from '../../../text/batch';
import { counted } from '../../../text/en';
import { dropPhotos } from '../actions/move';
import { clickPhoto } from '../actions/select';
import { moved } from '../state/moved';
import css from './DropLine.module.css';
import { gapAt, landingAt, lineAt, type Landing, type Layout } from './landing';

/** Marks drags of this list. Files and texts that are dragged over it are none of them. */
const dragType = 'application/x-candela-photos';

function waits(photo: string): boolean {
  return batch.getState().jobs[photo]?.state === 'queued';
}

/** Takes hold of a waiting photo, and of the other chosen ones if it is one of them. */
export function carry(event: DragEvent, photo: string): void {
  // The list keeps the row of the shown photo. If it were removed, the end of the drag would not be told.
  const none = { shiftKey: false, ctrlKey: false, metaKey: false };
  if (chosen.getState().photos.includes(photo)) photos.setState({ active: photo });
  else clickPhoto(photo, none);
  const carried = chosen.getState().photos.filter(waits);
  event.dataTransfer.setData(dragType, '');
  event.dataTransfer.effectAllowed = 'move';
  if (carried.length > 1) showCount(event, carried.length);
  moved.setState({ carried: new Set(carried) });
}

/** The pointer carries the number of photos instead of the picture of one. */
function showCount({ dataTransfer, currentTarget }: DragEvent, count: number): void {
  const badge = document.createElement('div');
  badge.className = css['carried'] ?? '';
  badge.textContent = counted(batchText.moved.carried, count);
  currentTarget.append(badge);
  dataTransfer.setDragImage(badge, -12, -8);
  // The system has taken its picture by then.
  setTimeout(() => {
    badge.remove();
  });
}

function letGo(): void {
  moved.setState({ carried: new Set() });
}

type Place = {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly order: readonly string[];
  readonly layout: Layout;
};

function landingOf({ list, order, layout }: Place, { clientX, clientY }: DragEvent): Landing | null {
  const { current } = list;
  if (current === null) return null;
  const { left, top } = current.getBoundingClientRect();
  const point = { x: clientX - left, y: clientY - top + current.scrollTop };
  return landingAt(gapAt(point, layout, order.length), order, { waits, moved: moved.getState().carried });
}

/** Takes a drag of this list for itself: the window, which takes files, must not answer for it. */
function isOwn(event: DragEvent): boolean {
  if (!event.dataTransfer.types.includes(dragType)) return false;
  event.stopPropagation();
  event.preventDefault();
  return true;
}

/** Lets waiting photos be dragged to another turn. `line`: where they would come to stand, in the list. */
export function useReorder(list: RefObject<HTMLDivElement | null>, order: readonly string[], layout: Layout) {
  const [landing, setLanding] = useState<Landing | null>(null);
  useEffect(() => {
    const end = (): void => {
      letGo();
      setLanding(null);
    };
    document.addEventListener('dragend', end);
    return () => {
      document.removeEventListener('dragend', end);
      letGo();
    };
  }, []);
  const place = { list, order, layout };
  const handlers = {
    onDragOver: (event: DragEvent): void => {
      if (!isOwn(event)) return;
      const next = landingOf(place, event);
      event.dataTransfer.dropEffect = next === null ? 'none' : 'move';
      setLanding((before) => (isSame(before, next) ? before : next));
    },
    onDragLeave: ({ relatedTarget }: DragEvent): void => {
      if (!(relatedTarget instanceof Node && list.current?.contains(relatedTarget) === true))
        setLanding(null);
    },
    onDrop: (event: DragEvent): void => {
      if (!isOwn(event)) return;
      const last = landingOf(place, event);
      if (last !== null) dropPhotos([...moved.getState().carried], last.before);
      letGo();
      setLanding(null);
    },
  };
  return { handlers, line: landing === null ? null : lineAt(landing.gap, layout) };
}

function isSame(one: Landing | null, other: Landing | null): boolean {
  return (
    one?.before === other?.before &&
    one?.gap.at === other?.gap.at &&
    one?.gap.isRowEnd === other?.gap.isRowEnd
  );
}
