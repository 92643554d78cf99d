import { CircleAlert } from 'lucide-react';
import { closePhoto, openDialog, reopenPhoto } from '../../actions/openPhotos';
import { retryPhoto } from '../../actions/pipeline';
import type { PhotoView } from '../../state/photos';
import { fill, text } from '../../text/en';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import css from './FailureCard.module.css';

export type FailureCardProps = {
  photo: PhotoView;
  /** The photo itself can be seen; only its result is missing. */
  isOver: boolean;
};

/** What went wrong with a photo, in its own place: a sentence, what to do, and a way on. */
export function FailureCard({ photo, isOver }: FailureCardProps) {
  const { entry, error } = photo;
  if (error === null) return null;
  const isRefused = entry.error !== undefined;
  return (
    <div className={classes(css['area'], isOver && css['over'])}>
      <div className={css['card']} role="alert">
        <CircleAlert className={css['mark']} size={20} aria-hidden="true" />
        <div className={css['words']}>
          <h2 className={css['title']}>{isOver ? text.failed.result : fill(text.failed.title, {})}</h2>
          <p className={css['sentence']}>{error.message}</p>
          <p className={css['action']}>{error.action}</p>
          <div className={css['buttons']}>
            {entry.isNote !== true && (
              <Button
                kind="main"
                onClick={() => {
                  if (isRefused) void reopenPhoto(entry);
                  else retryPhoto(entry.photo);
                }}
              >
                {text.failed.retry}
              </Button>
            )}
            <Button
              onClick={() => {
                closePhoto(entry.photo);
              }}
            >
              {text.failed.close}
            </Button>
            {isRefused && <Button onClick={openDialog}>{text.failed.another}</Button>}
          </div>
        </div>
      </div>
    </div>
  );
}
