import { text } from '../../../text/en';
import { shotLine } from '../../../text/format';
import { ProgressLine } from '../../../ui/ProgressLine';
import type { PhotoView } from '../../../state/photos';
import { useShownPhoto } from '../useShown';
import { PageChoice } from './PageChoice';
import { ranLine } from './ranLine';
import css from './Title.module.css';

/** The photo's name, the camera's data and what made the result. A thin line shows running work. */
export function Title() {
  const photo = useShownPhoto();
  return (
    <>
      {photo === null ? (
        <h1 className={css['name']} data-alone>
          {text.app}
        </h1>
      ) : (
        <AboutPhoto photo={photo} />
      )}
      <div className={css['progress']}>
        {photo?.status === 'working' && <ProgressLine label={text.bar.progress} value={photo.progress} />}
      </div>
    </>
  );
}

function AboutPhoto({ photo }: { photo: PhotoView }) {
  const notices = photo.ran?.notices ?? [];
  return (
    <>
      <h1 className={css['name']}>{photo.entry.name}</h1>
      <PageChoice entry={photo.entry} />
      <p className={css['shot']}>{shotLine(photo.entry)}</p>
      <p className={css['ran']} data-notice={notices.length > 0} title={notices.join(' ')}>
        {ranLine(photo)}
      </p>
    </>
  );
}
