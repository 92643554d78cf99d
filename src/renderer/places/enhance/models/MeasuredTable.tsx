import type { ModelCard } from '@contract';
import { measuredSets, type MeasuredSet } from '../../../text/measured';
import { sheetText } from '../../../text/sheets';
import css from './ModelCardView.module.css';

const words = sheetText.models;

/** A model's table of measurements, with the photos they were made on. */
export function MeasuredTable({ card: { measured } }: { card: ModelCard }) {
  if (measured.length === 0) return <p className={css['note']}>{words.nothingMeasured}</p>;
  return (
    <section>
      <h4 className={css['heading']}>{words.measured}</h4>
      <div className={css['sets']}>
        {measuredSets(measured).map((set) => (
          <SetTable key={set.set} measured={set} />
        ))}
      </div>
    </section>
  );
}

function SetTable({ measured: { set, note, rows } }: { measured: MeasuredSet }) {
  return (
    <table className={css['table']}>
      <caption className={css['caption']}>
        {set}
        {note !== undefined && <span className={css['small']}>{note}</span>}
      </caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.metric}>
            <th scope="row">
              {row.label}
              {row.note !== undefined && <span className={css['small']}>{row.note}</span>}
            </th>
            <td>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
