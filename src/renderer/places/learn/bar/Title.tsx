import { useStore } from 'zustand';
import { fill, text } from '../../../text/en';
import { lessonPhoto } from '../../../lessons/state/lessonPhoto';
import { learnText } from '../../../lessons/text';
import css from './Title.module.css';

const words = learnText.photo;

/** The place, and the photo that its figures show. */
export function Title() {
  const { entry, isSample } = useStore(lessonPhoto);
  return (
    <div className={css['title']}>
      <h1 className={css['name']}>{text.places.learn}</h1>
      {entry !== null && (
        <span className={css['photo']}>
          {fill(isSample ? words.sample : words.own, { name: entry.name })}
        </span>
      )}
    </div>
  );
}
