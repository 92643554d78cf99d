import { mayPass } from '@contract';
import { openDialog } from '../../../actions/openPhotos';
import { closePhoto } from '../../../actions/photoSet';
import { reopenPhoto } from '../actions/takePhotos';
import { retryPhoto } from '../actions/pipeline';
import type { PhotoView } from '../../../state/photos';
import { text } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { FailureNotice } from './FailureNotice';

export type FailureCardProps = {
  photo: PhotoView;
  /** `over`: the photo is visible, only its result is missing. `below`: only a part of the photo can be seen. */
  place: 'alone' | 'over' | 'below';
};

const titles = { alone: text.failed.title, over: text.failed.result, below: text.failed.damaged };

/** What went wrong with a photo, shown in its place: a sentence, advice and actions. */
export function FailureCard({ photo, place }: FailureCardProps) {
  const { entry, error } = photo;
  if (error === null) return null;
  const isRefused = entry.error !== undefined;
  return (
    <FailureNotice
      title={titles[place]}
      error={error}
      remark={place === 'below' ? text.failed.lost : undefined}
      place={place}
    >
      {entry.isNote !== true && mayPass(error) && (
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
