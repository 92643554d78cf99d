import type { WireError } from '@contract';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../../ui/classes';
import css from './FailureNotice.module.css';

export type FailureNoticeProps = {
  title: string;
  error: WireError;
  /** Further details. */
  remark?: string | undefined;
  /** Alone on the stage, at its lower edge over a visible photo, or below the photo. */
  place: 'alone' | 'over' | 'below';
  /** Buttons for what to do next. */
  children: ReactNode;
};

/** A failure shown in its place: a sentence, advice and actions. */
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
