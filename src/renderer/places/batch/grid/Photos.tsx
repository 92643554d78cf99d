import { useStore } from 'zustand';
import { photos } from '../../../state/photos';
import { Announcer } from '../../../frame/Announcer';
import { batchText } from '../../../text/batch';
import { moved } from '../state/moved';
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
  const line = useStore(moved, (state) => state.line);
  if (order.length === 0) return <p className={css['none']}>{batchText.nothing}</p>;
  return (
    <>
      {layout === 'grid' ? <Grid order={order} active={active} /> : <Table order={order} active={active} />}
      <Announcer line={line} />
    </>
  );
}
