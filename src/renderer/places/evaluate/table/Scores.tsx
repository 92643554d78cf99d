import { TriangleAlert } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { evaluateText } from '../../../text/evaluate';
import { goBy, showRow, sortBy } from '../actions/choose';
import { columnLabel } from '../figures';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import type { Row, Sort } from '../state/rows';
import { useColumns } from '../state/useColumns';
import { TilePicture } from '../../../ui/TilePicture';
import { ScoreCells } from './ScoreCells';
import css from './Scores.module.css';
import { useThumb } from './useThumb';
import { headHeight, rowHeight, useLines } from './useLines';

const words = evaluateText;

/** Lines that the keys go by. */
const keys: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 12,
  PageUp: -12,
  Home: -Infinity,
  End: Infinity,
};

function onKey(event: KeyboardEvent): void {
  const by = keys[event.key];
  if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  goBy(by);
}

/** All pictures with their scores, the worst first. */
export function Scores() {
  const list = useRef<HTMLDivElement>(null);
  const { order, shown } = useDerived();
  const exposure = useStore(evaluate, (state) => state.exposure);
  const columns = useColumns();
  const at = order.findIndex(({ key }) => key === shown?.key);
  const { seen, total } = useLines(list, order.length, at);
  return (
    <div
      ref={list}
      className={css['list']}
      role="grid"
      aria-label={words.table}
      aria-rowcount={order.length + 1}
      data-exposure={exposure}
      data-columns={columns.length}
      onKeyDown={onKey}
    >
      <div className={css['all']} role="presentation" style={{ blockSize: total }}>
        <Head />
        {seen.map(({ index, start }) => {
          const row = order[index];
          return row && <Line key={row.key} row={row} index={index} start={start} isShown={index === at} />;
        })}
      </div>
    </div>
  );
}

function Head() {
  const exposure = useStore(evaluate, (state) => state.exposure);
  const columns = useColumns();
  return (
    <div className={css['head']} role="row" aria-rowindex={1} style={{ blockSize: headHeight }}>
      <span role="columnheader">{words.columns.place}</span>
      <ColumnHead by="name">{words.columns.name}</ColumnHead>
      <ColumnHead by="model">{words.columns.model}</ColumnHead>
      {columns.map((id) => (
        <ColumnHead key={id} by={id}>
          {columnLabel(id)}
        </ColumnHead>
      ))}
      {exposure === 'matched' && (
        <span role="columnheader" className={css['right']}>
          {words.columns.gain}
        </span>
      )}
    </div>
  );
}

function ColumnHead({ by, children }: { by: Sort['by']; children: ReactNode }) {
  const sort = useStore(evaluate, (state) => state.sort);
  const isOwn = sort.by === by;
  const isText = by === 'name' || by === 'model';
  return (
    <span
      role="columnheader"
      className={isText ? undefined : css['right']}
      aria-sort={isOwn ? (sort.isDown ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={css['sort']}
        onClick={() => {
          sortBy(by);
        }}
      >
        {children}
        {isOwn && <span aria-hidden="true">{sort.isDown ? ' ↓' : ' ↑'}</span>}
      </button>
    </span>
  );
}

/** The truth is easier to tell than the dark photo. */
function Thumb({ row }: { row: Row }) {
  const picture = useThumb(row.pair.truth);
  return (
    <span className={css['frame']}>
      {picture !== null && <TilePicture picture={picture} className={css['thumb']} />}
    </span>
  );
}

type LineProps = { row: Row; index: number; start: number; isShown: boolean };

function Line({ row, index, start, isShown }: LineProps) {
  const outcome = useStore(evaluate, ({ outcomes }) => outcomes[row.key]);
  const error = outcome !== undefined && 'error' in outcome ? outcome.error : null;
  return (
    <div
      className={css['row']}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isShown}
      tabIndex={isShown ? 0 : -1}
      data-shown={isShown}
      data-failed={error !== null}
      style={{ insetBlockStart: start, blockSize: rowHeight }}
      onClick={() => {
        showRow(row);
      }}
    >
      <span role="gridcell" className={css['place']}>
        {error === null ? index + 1 : <TriangleAlert size={13} aria-label={words.failed} />}
      </span>
      <span role="gridcell" className={css['name']} title={row.pair.name}>
        <Thumb row={row} />
        <span className={css['cell']}>{row.pair.name}</span>
      </span>
      <span role="gridcell" className={css['cell']} title={row.candidate.label}>
        {row.candidate.label}
      </span>
      {error === null ? (
        <ScoreCells outcome={outcome} />
      ) : (
        <span role="gridcell" className={css['sentence']} title={error.message}>
          {error.message}
        </span>
      )}
    </div>
  );
}
