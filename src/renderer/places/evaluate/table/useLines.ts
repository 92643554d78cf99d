import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

/** CSS pixels. */
export const rowHeight = 28;
export const headHeight = 30;

/** The lines in sight. The chosen one is always there, because it takes the focus. */
export function useLines(list: RefObject<HTMLDivElement | null>, count: number, chosen: number) {
  const lines = useVirtualizer({
    count,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight + rowHeight,
    scrollPaddingEnd: rowHeight,
    overscan: 4,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return chosen < 0 || inSight.includes(chosen) ? inSight : [...inSight, chosen].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    if (chosen >= 0) lines.scrollToIndex(chosen, { align: 'auto' });
    // The focus follows only if the list has it.
    if (list.current?.querySelector('[role="row"]:focus') !== null)
      list.current?.querySelector<HTMLElement>('[data-shown="true"]')?.focus({ preventScroll: true });
  }, [chosen, lines, list]);
  return { seen: lines.getVirtualItems(), total: lines.getTotalSize() };
}
