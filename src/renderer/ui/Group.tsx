import type { ReactNode } from 'react';
import css from './Group.module.css';

type GroupProps = {
  title: string;
  /** Level of the heading. */
  level?: 2 | 3;
  /** Small buttons at the end of the heading's line. */
  tools?: ReactNode;
  children: ReactNode;
};

/** A titled part of a panel. */
export function Group({ title, level = 2, tools, children }: GroupProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={css['group']} aria-label={title}>
      <header className={css['head']}>
        <Heading className={css['title']}>{title}</Heading>
        <span className={css['tools']}>{tools}</span>
      </header>
      {children}
    </section>
  );
}
