import type { ReactNode } from 'react';
import { Card } from '../../../figure/Card';
import { Cells } from '../../../figure/Cells';
import { shown } from '../../../figure/number';
import { useMicroscope, type Row } from './microscope';
import css from './Rows.module.css';

const colours = ['red', 'green', 'blue'] as const;
const names = { red: 'R', green: 'G', blue: 'B' } as const;

/** Patch × filter = products → sum: a row an input channel, the three strongest where there are more. */
export function Rows({ children }: { children: ReactNode }) {
  const { layer, filter, looked } = useMicroscope();
  const isColour = layer?.from.length === 0 && layer.inputs === 3;
  if (looked === null) {
    return (
      <Card title="Patch × filter = products">
        <div className={css['waiting']}>–</div>
        {children}
      </Card>
    );
  }
  const { pixel, rows, others } = looked;
  const { rows: high, columns: wide } = pixel;
  const most = (key: 'patch' | 'kernel' | 'products'): number =>
    Math.max(...rows.flatMap((row) => row[key].map(Math.abs)), 1e-9);
  const scales = { patch: most('patch'), kernel: most('kernel'), products: most('products') };
  const isWide = wide > 3;
  return (
    <Card className={css['card']}>
      <div className={css['rows']} data-wide={isWide}>
        <span className={css['head']} />
        <span className={css['head']}>{`${high} × ${wide} ${isColour ? 'pixels' : 'values'}`}</span>
        <span className={css['head']} />
        <span className={css['head']}>filter {filter + 1}</span>
        <span className={css['head']} />
        <span className={css['head']}>products</span>
        <span className={css['head']} />
        <span className={css['head']}>sum</span>
        {rows.map((row) => (
          <OneRow
            key={row.channel}
            row={row}
            isColour={isColour}
            isWide={isWide}
            columns={wide}
            scales={scales}
            first={pixel.first}
          />
        ))}
      </div>
      {others.count > 0 && (
        <p className={css['others']}>
          and {others.count} more: {shown(others.sum, 4)}
        </p>
      )}
      {children}
    </Card>
  );
}

type OneRowProps = {
  row: Row;
  isColour: boolean;
  isWide: boolean;
  columns: number;
  first: number;
  scales: { readonly patch: number; readonly kernel: number; readonly products: number };
};

function OneRow({ row, isColour, isWide, columns, first, scales }: OneRowProps) {
  const { channel, patch, kernel, products, sum } = row;
  const colour = isColour ? colours[channel] : undefined;
  const name = colour === undefined ? `map ${first + channel + 1}` : names[colour];
  const lines = (values: readonly number[]) =>
    Array.from({ length: Math.ceil(values.length / columns) }, (_, at) =>
      values.slice(at * columns, (at + 1) * columns),
    );
  const decimals = isWide ? 2 : 3;
  const isDark = patch.every((value) => value >= 0);
  const middle = [Math.floor((lines(patch).length - 1) / 2), Math.floor((columns - 1) / 2)] as const;
  return (
    <>
      <span className={css['name']} data-swatch={colour}>
        {name}
      </span>
      <Cells
        values={lines(patch)}
        scale={isDark ? Math.max(1, scales.patch) : scales.patch}
        kind={isDark ? 'light' : 'signed'}
        decimals={decimals}
        marked={middle}
        label={`Patch, ${name}`}
      />
      <span className={css['sign']}>×</span>
      <Cells
        values={lines(kernel)}
        scale={scales.kernel}
        kind="signed"
        decimals={decimals}
        label={`Filter, ${name}`}
      />
      <span className={css['sign']}>=</span>
      <Cells
        values={lines(products)}
        scale={scales.products}
        kind="signed"
        decimals={decimals}
        label={`Products, ${name}`}
      />
      <span className={css['sign']}>→</span>
      <span className={css['sum']}>{shown(sum, 4)}</span>
    </>
  );
}
