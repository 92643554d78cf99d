import type { WireError } from '@contract';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import css from './FailureNotice.module.css';

export type FailureNoticeProps = {
  title: string;
  error: WireError;
  /** At the lower edge, over a photo that can be seen. */
  isOver: boolean;
  /** Buttons: the ways on. */
  children: ReactNode;
};

/** What went wrong, in its own place: a sentence, what to do, and ways on. */
export function FailureNotice({ title, error, isOver, children }: FailureNoticeProps) {
  return (
    <div className={classes(css['area'], isOver && css['over'])}>
      <div className={css['card']} role="alert">
        <CircleAlert className={css['mark']} size={20} aria-hidden="true" />
        <div className={css['words']}>
          <h2 className={css['title']}>{title}</h2>
          <p>{error.message}</p>
          <p className={css['action']}>{error.action}</p>
          <div className={css['buttons']}>{children}</div>
        </div>
      </div>
    </div>
  );
}
