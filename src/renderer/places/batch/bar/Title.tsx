import { useStore } from 'zustand';
import { photos } from '../../../state/photos';
import { counted, text } from '../../../text/en';
import { batchText } from '../../../text/batch';
import css from './Title.module.css';

/** How many photos there are. */
export function Title() {
  const count = useStore(photos, ({ order }) => order.length);
  return <h1 className={css['name']}>{count === 0 ? text.places.batch : counted(batchText.title, count)}</h1>;
}
