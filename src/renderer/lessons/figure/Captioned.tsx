import type { Picture } from '../../bridge';
import { PictureCanvas } from '../../ui/PictureCanvas';
import css from './Captioned.module.css';

export type CaptionedProps = {
  /** Absent or null: it is not there yet, and its place is kept. */
  picture: Picture | undefined | null;
  caption: string;
  /** Pixels are shown as squares. */
  isSharp?: boolean;
  /** There will be no picture. */
  isGone?: boolean;
};

/** A picture over its caption, as wide as its place. */
export function Captioned({ picture, caption, isSharp = false, isGone = false }: CaptionedProps) {
  return (
    <figure className={css['figure']}>
      {picture === undefined || picture === null ? (
        <div className={css['empty']} {...(!isGone && { 'data-waiting': true })} />
      ) : (
        <div className={css['picture']} data-sharp={isSharp}>
          <PictureCanvas picture={picture} label={caption} />
        </div>
      )}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
