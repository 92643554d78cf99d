import { useMemo, useRef } from 'react';
import { batchText } from '../../../text/batch';
import { MenuAtPointer } from '../../../ui/MenuAtPointer';
import { photoMenu, pointAt } from '../photoMenu';
import { useListed } from '../useSet';
import { BatchTile } from './BatchTile';
import { DropLine } from './DropLine';
import css from './Grid.module.css';
import { onListKey } from './keys';
import { useReorder } from './useReorder';
import { useRows, useWidth } from './useRows';

/** Least width of a tile, its height with its caption, and the distances, in CSS pixels. */
const tile = { width: 150, height: 130, gap: 12, edge: 16 } as const;

export type ListProps = { order: readonly string[]; active: string | null };

/** All photos as tiles. Arrow keys move, Shift and Ctrl or Cmd select several, Delete takes out. */
export function Grid({ order, active }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  const inner = useWidth(list) - 2 * tile.edge;
  const columns = Math.max(1, Math.floor((inner + tile.gap) / (tile.width + tile.gap)));
  const height = tile.height + tile.gap;
  const { seen, total } = useRows(list, { order, active, columns, height, start: tile.gap / 2 });
  const { stop, selected } = useListed(order, active);
  const layout = useMemo(
    () => ({
      columns,
      step: { x: (inner + tile.gap) / columns, y: height },
      origin: { x: tile.edge - tile.gap / 2, y: tile.gap / 2 },
    }),
    [columns, inner, height],
  );
  const { handlers, line } = useReorder(list, order, layout);
  return (
    <MenuAtPointer entries={photoMenu}>
      <div
        ref={list}
        className={css['list']}
        role="listbox"
        aria-label={batchText.grid}
        aria-multiselectable="true"
        onKeyDown={(event) => {
          onListKey(event, columns);
        }}
        onContextMenu={pointAt}
        {...handlers}
      >
        <div className={css['all']} role="presentation" style={{ blockSize: total }}>
          {seen.map(({ index: row, start }) => (
            <div
              key={row}
              className={css['row']}
              role="presentation"
              style={{ insetBlockStart: start, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {order.slice(row * columns, (row + 1) * columns).map((photo, column) => (
                <BatchTile
                  key={photo}
                  photo={photo}
                  place={{ index: row * columns + column, of: order.length }}
                  isShown={photo === active}
                  isSelected={selected.has(photo)}
                  isStop={photo === stop}
                />
              ))}
            </div>
          ))}
          {line !== null && <DropLine at={line} />}
        </div>
      </div>
    </MenuAtPointer>
  );
}
