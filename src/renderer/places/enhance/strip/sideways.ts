type Wheel = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey'>;

const linePixels = 40;

/**
 * How far a turn of the wheel moves a strip sideways, in pixels; 0 where the browser's own way is right.
 * Deltas come in pixels, lines or pages.
 */
export function sideways({ deltaX, deltaY, deltaMode, ctrlKey }: Wheel, page: number): number {
  // With Ctrl it is a pinch. A sideways turn scrolls by itself.
  if (ctrlKey || Math.abs(deltaX) >= Math.abs(deltaY)) return 0;
  return deltaY * ([1, linePixels, page][deltaMode] ?? 1);
}
