import css from './Facts.module.css';

/** Names and values, a row each. The values are numbers or code. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className={css['facts']}>
      {rows.map(([name, value]) => (
        <div key={name} className={css['row']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
