import type { ReactNode } from 'react';
import css from './Toolbar.module.css';

/** The controls over a place's content, in rows that break where there is no room. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css['bar']} role="group" aria-label={label}>
      {children}
    </div>
  );
}

export function ToolbarRow({ children }: { children: ReactNode }) {
  return <div className={css['row']}>{children}</div>;
}
