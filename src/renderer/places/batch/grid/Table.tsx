import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { batch, queueOf, type Job } from '../../../state/batch';
import type { PhotoView } from '../../../state/photos';
import { showPlace } from '../../../state/places';
import { batchText } from '../../../text/batch';
import { duration, megapixels, percent } from '../../../text/format';
import { MenuAtPointer } from '../../../ui/MenuAtPointer';
import { clickPhoto } from '../actions/select';
import { photoMenu, pointAt } from '../photoMenu';
import { useListed, usePhoto } from '../useSet';
import { spokenName, useTileState } from './BatchTile';
import type { ListProps } from './Grid';
import { DropLine } from './DropLine';
import { onListKey } from './keys';
import css from './Table.module.css';
import { useCarrying } from './useCarrying';
import { useReorder } from './useReorder';
import { useRows } from './useRows';

const rowHeight = 30;
const headHeight = 30;
const layout = { columns: 1, step: { x: 0, y: rowHeight }, origin: { x: 0, y: headHeight } } as const;
const columns = ['turn', 'name', 'state', 'size', 'rating', 'result', 'time'] as const;

/** The same photos, a line each. */
export function Table({ order, active }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { seen, total } = useRows(list, { order, active, columns: 1, height: rowHeight, start: headHeight });
  const { stop, selected } = useListed(order, active);
  const turns = useTurns();
  const { handlers, line } = useReorder(list, order, layout);
  return (
    <MenuAtPointer entries={photoMenu}>
      <div
        ref={list}
        className={css['list']}
        role="grid"
        aria-label={batchText.grid}
        aria-multiselectable="true"
        aria-rowcount={order.length + 1}
        onKeyDown={(event) => {
          onListKey(event, 1);
        }}
        onContextMenu={pointAt}
        {...handlers}
      >
        <div className={css['all']} role="presentation" style={{ blockSize: total }}>
          <div className={css['head']} role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <span key={column} role="columnheader">
                {batchText.columns[column]}
              </span>
            ))}
          </div>
          {seen.map(({ index, start }) => (
            <Row
              key={order[index]}
              photo={order[index] ?? ''}
              turn={turns.get(order[index] ?? '')}
              place={{ index, start }}
              isShown={order[index] === active}
              isSelected={selected.has(order[index] ?? '')}
              isStop={order[index] === stop}
            />
          ))}
          {line !== null && <DropLine at={line} isAcross />}
        </div>
      </div>
    </MenuAtPointer>
  );
}

/** When the photos that wait are begun, counted from 1. */
function useTurns(): ReadonlyMap<string, number> {
  const queue = useStore(batch, useShallow(queueOf));
  return useMemo(() => new Map(queue.map((photo, index) => [photo, index + 1])), [queue]);
}

type RowProps = {
  photo: string;
  turn: number | undefined;
  place: { readonly index: number; readonly start: number };
  isShown: boolean;
  isSelected: boolean;
  isStop: boolean;
};

function Row({ photo, turn, place, isShown, isSelected, isStop }: RowProps) {
  const view = usePhoto(photo);
  const job = useStore(batch, ({ jobs }) => jobs[photo]);
  const state = useTileState(view, job);
  const carrying = useCarrying(photo, job);
  if (view === undefined) return null;
  const cells = {
    turn: turn === undefined ? '' : String(turn),
    ...cellsOf(view, job, batchText.states[state]),
  } satisfies Record<(typeof columns)[number], string>;
  return (
    <div
      className={css['row']}
      role="row"
      aria-rowindex={place.index + 2}
      aria-selected={isSelected}
      aria-label={spokenName(view, state)}
      tabIndex={isStop ? 0 : -1}
      style={{ insetBlockStart: place.start }}
      data-shown={isShown}
      data-state={state}
      data-photo={photo}
      {...carrying}
      onClick={(event) => {
        clickPhoto(photo, event);
      }}
      onDoubleClick={() => {
        showPlace('enhance');
      }}
    >
      {columns.map((column) => (
        <span key={column} className={css['cell']} role="gridcell" data-column={column} title={cells[column]}>
          {cells[column]}
        </span>
      ))}
    </div>
  );
}

function cellsOf({ entry, marks, error }: PhotoView, job: Job | undefined, word: string) {
  return {
    name: entry.name,
    state: job?.state === 'running' ? percent(job.progress ?? 0) : word,
    size: entry.summary === undefined ? '' : megapixels(entry.summary),
    rating: '★'.repeat(marks.rating),
    ...resultCells(job, error),
  };
}

/** The name of the file that was written and the time it took, or why there is none. */
function resultCells(job: Job | undefined, error: PhotoView['error']): { result: string; time: string } {
  const failure = job?.error ?? error;
  if (failure !== null) return { result: failure.message, time: '' };
  const { name = null, totalMs = 0 } = job?.saved ?? {};
  return name === null ? { result: '', time: '' } : { result: name, time: duration(totalMs) };
}
