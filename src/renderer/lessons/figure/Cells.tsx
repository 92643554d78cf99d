import css from './Cells.module.css';
import { shown } from './number';

export type CellsProps = {
  /** Rows of equal length. */
  values: readonly (readonly number[])[];
  /** The value drawn in full colour. */
  scale: number;
  /** `signed`: negative blue, positive amber. `light`: black to white, for pixels. */
  kind: 'signed' | 'light';
  decimals?: number;
  /** Row and column of an outlined cell. */
  marked?: readonly [number, number] | undefined;
  label: string;
};

/** A small matrix with its numbers. The colour follows the value; the sign is always written. */
export function Cells({ values, scale, kind, decimals = 3, marked, label }: CellsProps) {
  return (
    <table className={css['cells']} aria-label={label} data-dense={(values[0]?.length ?? 0) > 3}>
      <tbody>
        {values.map((row, rowIndex) => (
          <tr key={rowIndex}>
            {row.map((value, column) => (
              <td
                key={column}
                className={css['cell']}
                style={colourOf(value, { scale, kind })}
                data-marked={marked?.[0] === rowIndex && marked[1] === column}
              >
                {shown(value, decimals)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function colourOf(value: number, { scale, kind }: Pick<CellsProps, 'scale' | 'kind'>) {
  const share = Math.min(1, Math.abs(value) / (scale || 1));
  if (kind === 'light') {
    const grey = Math.round(255 * Math.min(1, Math.max(0, value / (scale || 1))));
    return { background: `rgb(${grey} ${grey} ${grey})`, color: grey > 110 ? '#141414' : '#ececec' };
  }
  const token = value < 0 ? '--negative' : '--positive';
  // At 38 % at most, so that the number stays readable in both themes.
  return { background: `color-mix(in srgb, var(${token}) ${Math.round(38 * share)}%, var(--surface-2))` };
}
