import { closePhoto, openDialog, reopenPhoto } from '../../actions/openPhotos';
import { retryPhoto } from '../../actions/pipeline';
import type { PhotoView } from '../../state/photos';
import { text } from '../../text/en';
import { Button } from '../../ui/Button';
import { FailureNotice } from './FailureNotice';

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
    <FailureNotice title={isOver ? text.failed.result : text.failed.title} error={error} isOver={isOver}>
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
    </FailureNotice>
  );
}
