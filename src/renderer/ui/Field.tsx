import type { ReactNode } from 'react';
import css from './Field.module.css';

export type FieldProps = { label: string; note?: string; children: ReactNode };

/** A row of a form: name on the left, control on the right. */
export function Field({ label, note, children }: FieldProps) {
  return (
    <div className={css['field']}>
      <span className={css['label']} aria-hidden="true">
        {label}
      </span>
      <div className={css['control']}>
        {children}
        {note !== undefined && <p className={css['note']}>{note}</p>}
      </div>
    </div>
  );
}
