import { useVirtualizer } from '@tanstack/react-virtual';
import { TriangleAlert } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { BatchOutline } from '@contract';
import { openPhoto } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import css from './OutlineList.module.css';
import { outlineRows, type OutlineRow } from './outlineRows';

const rowHeight = 24;

/** Every file that would be written, by folder, and what is left out and why. Thousands of lines scroll as well as ten. */
export function OutlineList({ outline }: { outline: BatchOutline }) {
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => outlineRows(outline, (photo) => openPhoto(photo)?.entry.name ?? ''), [outline]);
  const seen = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div ref={list} className={css['list']} role="list" aria-label={batchText.sheet.list} tabIndex={0}>
      <div className={css['all']} role="presentation" style={{ blockSize: seen.getTotalSize() }}>
        {seen.getVirtualItems().map(({ index, start }) => (
          <Line key={index} row={rows[index]} place={{ index, of: rows.length, start }} />
        ))}
      </div>
    </div>
  );
}

type LineProps = {
  row: OutlineRow | undefined;
  place: { readonly index: number; readonly of: number; readonly start: number };
};

function Line({ row, place: { index, of, start } }: LineProps) {
  if (row === undefined) return null;
  return (
    <div
      className={css[row.kind]}
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={of}
      style={{ insetBlockStart: start }}
    >
      {row.kind === 'head' ? (
        <>
          {row.isBad && <TriangleAlert className={css['bad']} size={13} aria-hidden="true" />}
          {row.label}
        </>
      ) : (
        <>
          <span className={css['name']} title={row.name}>
            {row.name}
          </span>
          <span className={css['result']} title={row.result}>
            {row.result}
          </span>
        </>
      )}
    </div>
  );
}
