import { useEffect, useRef, type PointerEvent } from 'react';

export type DragOptions = {
  /** What is being dragged. The drag ends when this changes. */
  subject: string | undefined;
  onMove: (event: PointerEvent<HTMLElement>) => void;
  onEnd: () => void;
};

type Held = { readonly element: HTMLElement; readonly pointer: number };

/** A drag with the primary button. Its end is reported once, even if the element is removed during the drag. */
export function useDrag({ subject, onMove, onEnd }: DragOptions) {
  const held = useRef<Held | null>(null);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(
    () => () => {
      letGo(held.current);
      if (held.current !== null) end.current();
      held.current = null;
    },
    [subject],
  );
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { element: event.currentTarget, pointer: event.pointerId };
      onMove(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      if (held.current !== null && event.currentTarget.hasPointerCapture(event.pointerId)) onMove(event);
    },
    onLostPointerCapture: (): void => {
      if (held.current !== null) onEnd();
      held.current = null;
    },
  };
}

function letGo(held: Held | null): void {
  if (held?.element.hasPointerCapture(held.pointer) === true)
    held.element.releasePointerCapture(held.pointer);
}
