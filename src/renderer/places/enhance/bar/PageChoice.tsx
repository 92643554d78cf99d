import type { PhotoEntry } from '@contract';
import { useStore } from 'zustand';
import { choosePage } from '../actions/pages';
import { pageTurn } from '../state/pageTurn';
import { fill, text } from '../../../text/en';
import { Select } from '../../../ui/Select';
import css from './PageChoice.module.css';

/** Shows the current page of the file and lets the person choose another. Hidden if there is only one. */
export function PageChoice({ entry }: { entry: PhotoEntry }) {
  const wanted = useStore(pageTurn, (state) => state.wanted);
  const { page, pages } = entry.summary ?? {};
  if (page === undefined || pages === undefined) return null;
  const options = Array.from({ length: pages }, (_, index) => ({
    value: String(index + 1),
    label: fill(text.bar.pageOf, { page: index + 1, pages }),
  }));
  return (
    <div className={css['page']}>
      <Select
        label={text.bar.page}
        value={String(wanted?.photo === entry.photo ? wanted.page : page)}
        options={options}
        onChange={(next) => void choosePage(entry, Number(next))}
      />
    </div>
  );
}
