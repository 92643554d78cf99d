import { Aperture, ImagePlus } from 'lucide-react';
import { useStore } from 'zustand';
import { canEnhance } from '../../state/photos';
import { preferences } from '../../state/preferences';
import { frame } from '../../state/frame';
import { fill, text } from '../../text/en';
import css from './DropZones.module.css';
import { useShownPhoto } from './useShown';

/** Shown while something is dragged over the window. The whole window accepts drops. */
export function DropZones() {
  const photo = useShownPhoto();
  const dropZone = useStore(frame, ({ dropZone }) => dropZone);
  const view = useStore(preferences, (state) => state.view);
  if (dropZone === null) return null;
  const takesTruth = photo !== null && canEnhance(photo);
  // A drop on the empty truth pane is meant as the truth.
  const truthFirst = takesTruth && view === 'truth' && photo.truth === null;
  const open = (
    <div
      key="photo"
      className={css['zone']}
      data-drop="photo"
      data-narrow={truthFirst || undefined}
      data-over={dropZone === 'photo'}
    >
      <ImagePlus size={28} strokeWidth={1.5} aria-hidden="true" />
      <p className={css['title']}>{text.drop.open}</p>
      <p className={css['note']}>{fill(text.drop.formats, { formats: text.readable })}</p>
    </div>
  );
  const truth = takesTruth && (
    <div
      key="truth"
      className={css['zone']}
      data-drop="truth"
      data-narrow={!truthFirst || undefined}
      data-over={dropZone === 'truth'}
    >
      <Aperture size={28} strokeWidth={1.5} aria-hidden="true" />
      <p className={css['title']}>{text.drop.truth}</p>
      <p className={css['note']}>{fill(text.drop.truthNote, { name: photo.entry.name })}</p>
      <p className={css['note']}>{text.drop.altNote}</p>
    </div>
  );
  return <div className={css['overlay']}>{truthFirst ? [truth, open] : [open, truth]}</div>;
}
