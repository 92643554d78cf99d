import type { WireError } from '@contract';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../../ui/classes';
import css from './FailureNotice.module.css';

export type FailureNoticeProps = {
  title: string;
  error: WireError;
  /** More to be said than what happened. */
  remark?: string | undefined;
  /** Alone on the stage; at its lower edge, over a photo that can be seen; or in a place of its own below that. */
  place: 'alone' | 'over' | 'below';
  /** Buttons: the ways on. */
  children: ReactNode;
};

/** What went wrong, in its own place: a sentence, what to do, and ways on. */
export function FailureNotice({ title, error, remark, place, children }: FailureNoticeProps) {
  return (
    <div className={classes(css['area'], css[place])}>
      <div className={css['card']} role="alert">
        <CircleAlert className={css['mark']} size={20} aria-hidden="true" />
        <div className={css['words']}>
          <h2 className={css['title']}>{title}</h2>
          <p>
            {error.message} {remark}
          </p>
          <p className={css['action']}>{error.action}</p>
          <div className={css['buttons']}>{children}</div>
        </div>
      </div>
    </div>
  );
}
