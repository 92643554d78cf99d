import type { ReactNode } from 'react';
import css from './Legend.module.css';
import type { CurveProps } from './Plot';

export type LegendEntry = {
  readonly tone: NonNullable<CurveProps['tone']>;
  readonly label: ReactNode;
  readonly isDashed?: boolean;
};

/** What the lines of a plot stand for. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className={css['legend']}>
      {entries.map(({ tone, label, isDashed = false }, at) => (
        <li key={at} className={css['entry']}>
          <svg className={css['line']} viewBox="0 0 18 4" aria-hidden="true">
            <path data-tone={tone} data-dashed={isDashed} d="M 0 2 h 18" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
