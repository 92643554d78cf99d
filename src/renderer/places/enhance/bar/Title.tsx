import type { PhotoHandle } from '@contract';
import { fill, text } from '../../../text/en';
import { shotLine } from '../../../text/format';
import { Button } from '../../../ui/Button';
import { ProgressLine } from '../../../ui/ProgressLine';
import type { PhotoView } from '../../../state/photos';
import { focusControl } from '../actions/focusControl';
import { liftShadows, shadowsControl } from '../actions/looks';
import { useLookControls, useSelected, useShownLook, useShownPhoto, useStripOrder } from '../useShown';
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

/** '7 of 31', and how many are selected. */
function PlaceInStrip({ photo }: { photo: PhotoHandle }) {
  const order = useStripOrder();
  const selected = useSelected().length;
  if (order.length < 2) return null;
  return (
    <p className={css['count']}>
      {fill(text.bar.placeOf, { place: order.indexOf(photo) + 1, count: order.length })}
      {selected > 1 && ` · ${fill(text.bar.selected, { count: selected })}`}
    </p>
  );
}

function AboutPhoto({ photo }: { photo: PhotoView }) {
  const notices = photo.ran?.notices ?? [];
  return (
    <>
      <h1 className={css['name']}>{photo.entry.name}</h1>
      <PlaceInStrip photo={photo.entry.photo} />
      <PageChoice entry={photo.entry} />
      <p className={css['shot']}>{shotLine(photo.entry)}</p>
      <p className={css['ran']} data-notice={notices.length > 0} title={notices.join(' ')}>
        {ranLine(photo)}
      </p>
      {photo.ran !== null && photo.ran.change !== 'much' && <LiftShadows />}
    </>
  );
}

/** What the network left nearly as it is may still have a person in shadow. */
function LiftShadows() {
  const look = useShownLook();
  const controls = useLookControls();
  const control = look === null ? undefined : shadowsControl(look, controls);
  if (control === undefined) return null;
  return (
    <Button
      kind="quiet"
      className={css['lift']}
      title={fill(text.bar.liftShadowsHint, { label: control.label })}
      onClick={() => {
        liftShadows(control);
        // The button goes. The focus moves to the slider, which says what happened.
        focusControl(control.id);
      }}
    >
      {text.bar.liftShadows}
    </Button>
  );
}
