import { TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { batch } from '../../../state/batch';
import { photos } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { fill } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { Chip, Chips } from '../../../ui/Chip';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import { chooseNone } from '../actions/select';
import { tallyOf, type Tally } from '../state/tally';
import { batchView, setBatchView, type StateFilter } from '../state/view';
import { useChosen } from '../useSet';
import css from './Filters.module.css';

const words = batchText;
const filters: readonly StateFilter[] = [
  'all',
  'new',
  'done',
  'running',
  'queued',
  'skipped',
  'failed',
  'cancelled',
];
const sorts = (['added', 'turn', 'name', 'size', 'rating'] as const).map((value) => ({
  value,
  label: words.sorts[value],
}));
const layouts = (['grid', 'table'] as const).map((value) => ({ value, label: words.layouts[value] }));

function countOf(filter: StateFilter, tally: Tally, all: number): number {
  if (filter === 'all') return all;
  return filter === 'new' ? all - tally.all - tally.cancelled : tally[filter];
}

/** Filters by state with their counts, the order, and how many are selected. */
export function Filters() {
  const { filter, sort, layout } = useStore(batchView);
  const all = useStore(photos, ({ order }) => order.length);
  const jobs = useStore(batch, (state) => state.jobs);
  const tally = tallyOf(jobs);
  const selected = useChosen().length;
  return (
    <div className={css['row']}>
      <Chips label={words.filters.label}>
        {filters
          .map((one) => ({ one, count: countOf(one, tally, all) }))
          .filter(
            ({ one, count }) =>
              one === 'all' || one === filter || (count > 0 && tally.all + tally.cancelled > 0),
          )
          .map(({ one, count }) => (
            <Chip
              key={one}
              isPressed={one === filter}
              onClick={() => {
                setBatchView({ filter: one });
              }}
            >
              {one === 'failed' && <TriangleAlert className={css['bad']} size={13} aria-hidden="true" />}
              {words.filters[one]}
              <span className={css['count']}>{count}</span>
            </Chip>
          ))}
      </Chips>
      <span className={css['gap']} />
      {selected > 0 && (
        <>
          <span>{fill(words.selected, { count: selected })}</span>
          <Button kind="quiet" onClick={chooseNone}>
            {words.clear}
            <kbd className={css['key']}>Esc</kbd>
          </Button>
        </>
      )}
      <Select
        label={words.sort}
        value={sort}
        options={sorts}
        onChange={(next) => {
          setBatchView({ sort: next });
        }}
      />
      <Segmented
        label={words.layout}
        options={layouts}
        value={layout}
        onChange={(next) => {
          setBatchView({ layout: next });
        }}
      />
    </div>
  );
}
