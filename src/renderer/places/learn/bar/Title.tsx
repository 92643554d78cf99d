import { useStore } from 'zustand';
import { fill, text } from '../../../text/en';
import { photoNote } from '../../../lessons/figure/photoNote';
import { lessonPhoto } from '../../../lessons/state/lessonPhoto';
import { learnText } from '../../../lessons/text';
import css from './Title.module.css';

const words = learnText.photo;

/** The place, and the photo that its figures show. */
export function Title() {
  const { entry, isSample } = useStore(lessonPhoto);
  const note = entry?.summary === undefined ? '' : photoNote(entry.summary);
  return (
    <div className={css['title']}>
      <h1 className={css['name']}>{text.places.learn}</h1>
      {entry !== null && (
        <span className={css['photo']}>
          {fill(isSample ? words.sample : words.own, { name: entry.name })}
          {note !== '' && <span className={css['note']}>{note}</span>}
        </span>
      )}
    </div>
  );
}
