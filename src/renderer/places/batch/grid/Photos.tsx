import { useStore } from 'zustand';
import { photos } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { batchView } from '../state/view';
import { useShownOrder } from '../useSet';
import { Grid } from './Grid';
import css from './Grid.module.css';
import { Table } from './Table';

/** The photos, as tiles or as a table. */
export function Photos() {
  const layout = useStore(batchView, (state) => state.layout);
  const order = useShownOrder();
  const active = useStore(photos, (state) => state.active);
  if (order.length === 0) return <p className={css['none']}>{batchText.nothing}</p>;
  return layout === 'grid' ? <Grid order={order} active={active} /> : <Table order={order} active={active} />;
}
