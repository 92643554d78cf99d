import { Check } from 'lucide-react';
import { commandLabel } from '@contract';
import { useStore } from 'zustand';
import { runCommand } from '../../../actions/commands';
import { preferences } from '../../../state/preferences';
import { fill } from '../../../text/en';
import { goTo } from '../actions/go';
import { allPages, chapters } from '../../../lessons/chapters';
import type { Chapter } from '../../../lessons/page/LessonPage';
import { placeOfPage, seenPages } from '../state/place';
import { learnText } from '../../../lessons/text';
import css from './Contents.module.css';

const words = learnText.contents;

/** A map of where one is: six chapters, the pages of the open one, and how many pages were seen. */
export function Contents() {
  const progress = useStore(preferences, ({ learn }) => learn);
  const { page, chapter } = placeOfPage(progress.page);
  const seen = seenPages(progress).length;
  return (
    <nav className={css['contents']} aria-label={words.label}>
      <ol className={css['chapters']}>
        {chapters.map((one, index) => (
          <ChapterRow
            key={one.id}
            chapter={one}
            number={index + 1}
            shown={one === chapter ? page.id : null}
            seen={progress.seen}
          />
        ))}
      </ol>
      <div className={css['progress']}>
        <div className={css['foot']}>
          <span>{fill(words.progress, { seen, count: allPages.length })}</span>
          <button
            type="button"
            className={css['glossary']}
            onClick={() => {
              runCommand('glossary');
            }}
          >
            {commandLabel('glossary')}
          </button>
        </div>
        <div className={css['track']}>
          <div className={css['fill']} style={{ inlineSize: `${(100 * seen) / allPages.length}%` }} />
        </div>
      </div>
    </nav>
  );
}

type ChapterRowProps = {
  chapter: Chapter;
  number: number;
  /** The shown page, if it is one of this chapter. */
  shown: string | null;
  seen: readonly string[];
};

function ChapterRow({ chapter, number, shown, seen }: ChapterRowProps) {
  const { title, pages } = chapter;
  const isSeen = pages.every(({ id }) => seen.includes(id));
  return (
    <li>
      <button
        type="button"
        className={css['chapter']}
        aria-expanded={shown !== null}
        onClick={() => {
          const [first] = pages;
          if (shown === null && first !== undefined) goTo(first.id);
        }}
      >
        <span className={css['number']}>{number}</span>
        {title}
        {isSeen ? <Seen /> : shown === null && <span className={css['count']}>{pages.length}</span>}
      </button>
      {shown !== null && (
        <ol className={css['pages']}>
          {pages.map((page) => (
            <li key={page.id}>
              <button
                type="button"
                className={css['page']}
                aria-current={page.id === shown ? 'page' : undefined}
                onClick={() => {
                  goTo(page.id);
                }}
              >
                <span className={css['mark']}>{seen.includes(page.id) && <Seen />}</span>
                {page.title}
              </button>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function Seen() {
  return <Check className={css['seen']} size={14} aria-label={words.seen} />;
}
