import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState, type RefObject } from 'react';
import { setSight } from '../../../state/sight';

export type RowsOptions = {
  readonly order: readonly string[];
  readonly active: string | null;
  /** Photos in a row. */
  readonly columns: number;
  /** CSS pixels, with the gap below. */
  readonly height: number;
  /** Above the first row. */
  readonly start: number;
};

/** The rows in sight. The row of the shown photo is always there, because it takes the focus. */
export function useRows(list: RefObject<HTMLDivElement | null>, options: RowsOptions) {
  const { order, active, columns, height, start } = options;
  const at = order.indexOf(active ?? '');
  const shown = at < 0 ? -1 : Math.floor(at / columns);
  const rows = useVirtualizer({
    count: Math.ceil(order.length / columns),
    getScrollElement: () => list.current,
    estimateSize: () => height,
    paddingStart: start,
    scrollPaddingStart: start + 8,
    scrollPaddingEnd: 8,
    overscan: 2,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return shown < 0 || inSight.includes(shown) ? inSight : [...inSight, shown].sort((a, b) => a - b);
    },
  });
  const seen = rows.getVirtualItems();
  useEffect(() => {
    rows.measure();
  }, [rows, height, columns]);
  useEffect(() => {
    setSight(seen.flatMap(({ index }) => order.slice(index * columns, (index + 1) * columns)));
  }, [seen, order, columns]);
  useEffect(() => {
    if (shown >= 0) rows.scrollToIndex(shown, { align: 'auto' });
    // The focus follows only if the list has it.
    if (list.current?.contains(document.activeElement) === true)
      list.current.querySelector<HTMLElement>('[data-shown="true"]')?.focus({ preventScroll: true });
  }, [active, shown, rows, list]);
  return { seen, total: rows.getTotalSize() };
}

/** The inner width of an element, as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(entry.contentRect.width);
    });
    if (element.current !== null) watch.observe(element.current);
    return () => {
      watch.disconnect();
    };
  }, [element]);
  return width;
}
