import { useEffect, useRef, type RefObject } from 'react';

/** Calls back with 1 or -1 for each wheel step over a focused element. Elsewhere the page scrolls. */
export function useFocusedWheel(
  target: RefObject<HTMLElement | null>,
  onTurn: (direction: 1 | -1) => void,
): void {
  const latest = useRef(onTurn);
  useEffect(() => {
    latest.current = onTurn;
  });
  useEffect(() => {
    const element = target.current;
    // React listens passively, and a passive listener cannot keep the panel from scrolling.
    const turn = (event: WheelEvent): void => {
      if (document.activeElement !== element || event.deltaY === 0) return;
      event.preventDefault();
      latest.current(event.deltaY < 0 ? 1 : -1);
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [target]);
}
