import type { WireError } from '@contract';
import { PictureCanvas } from '../../ui/PictureCanvas';
import type { Picture } from '../../bridge';
import css from './Waiting.module.css';

/** A picture, or a place of its size while it is made. */
export function PictureOrWait({ picture, label }: { picture: Picture | undefined | null; label: string }) {
  if (picture === undefined || picture === null)
    return <div className={css['waiting']} data-waiting="true" role="img" aria-label={label} />;
  return <PictureCanvas className={css['picture']} picture={picture} label={label} />;
}

/** Why a figure has nothing to show. */
export function FigureError({ error }: { error: WireError | null }) {
  if (error === null) return null;
  return (
    <p className={css['error']} role="alert">
      {error.message} {error.action}
    </p>
  );
}
