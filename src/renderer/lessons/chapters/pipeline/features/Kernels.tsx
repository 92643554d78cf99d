import { classes } from '../../../../ui/classes';
import { shown } from '../../../figure/number';
import css from './Figure.module.css';

export type KernelsProps = {
  /** By filter, colour and cell. */
  kernels: readonly (readonly (readonly number[])[])[] | null;
  columns: number;
  chosen: number;
  onChoose: (filter: number) => void;
};

/** Kernels as small colour pictures: 0 is grey, each stretched to its own greatest weight. */
export function Kernels({ kernels, columns, chosen, onChoose }: KernelsProps) {
  const filters = kernels ?? Array.from({ length: 16 }, () => null);
  return (
    <ul className={css['kernels']} aria-label="Filters">
      {filters.map((kernel, filter) => (
        <li key={filter}>
          <button
            type="button"
            className={classes(css['kernel'])}
            aria-pressed={filter === chosen}
            aria-label={`Filter ${filter + 1}`}
            title={
              kernel === null
                ? ''
                : kernel.map((row) => row.map((weight) => shown(weight, 2)).join(' ')).join('\n')
            }
            style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
            onClick={() => {
              onChoose(filter);
            }}
          >
            {kernel !== null && <Cells kernel={kernel} />}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Cells({ kernel }: { kernel: readonly (readonly number[])[] }) {
  const most = Math.max(...kernel.flat().map(Math.abs), 1e-9);
  const cells = kernel[0] ?? [];
  return cells.map((_, cell) => {
    const colour = [0, 1, 2].map((channel) =>
      Math.round(127.5 + (127.5 * (kernel[channel]?.[cell] ?? 0)) / most),
    );
    return <span key={cell} className={css['cell']} style={{ background: `rgb(${colour.join(' ')})` }} />;
  });
}
