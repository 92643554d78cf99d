import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import css from './Card.module.css';

export type CardProps = {
  title?: string;
  note?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
};

/** One part of a figure, with its heading and a note beside it. */
export function Card({ title, note, className, children }: CardProps) {
  return (
    <section className={classes(css['card'], className)}>
      {(title !== undefined || note !== undefined) && (
        <header className={css['head']}>
          {title !== undefined && <h3 className={css['title']}>{title}</h3>}
          {note !== undefined && <span className={css['note']}>{note}</span>}
        </header>
      )}
      {children}
    </section>
  );
}
