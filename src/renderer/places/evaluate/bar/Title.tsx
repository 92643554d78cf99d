import { useStore } from 'zustand';
import { counted, text } from '../../../text/en';
import { evaluateText } from '../../../text/evaluate';
import { useDerived } from '../state/derived';
import { evaluate } from '../state/evaluate';
import css from './Title.module.css';

/** How many pairs there are, and how many pictures are compared with their truths. */
export function Title() {
  const { pairs, rows } = useDerived();
  const isEmpty = useStore(evaluate, ({ sets }) => sets.length === 0);
  return (
    <div className={css['title']}>
      <h1 className={css['name']}>
        {isEmpty ? text.places.evaluate : counted(evaluateText.title, pairs.length)}
      </h1>
      {!isEmpty && <span className={css['facts']}>{counted(evaluateText.results, rows.length)}</span>}
    </div>
  );
}
