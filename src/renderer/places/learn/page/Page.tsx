import type { Depth } from '@contract';
import { ChevronLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { preferences } from '../../../state/preferences';
import { fill } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { Segmented } from '../../../ui/Segmented';
import { goNext, goPrevious, setDepth } from '../actions/go';
import type { PagePlace } from '../state/place';
import { learnText } from '../../../lessons/text';
import { BreakIt } from '../../../lessons/page/BreakIt';
import type { LessonPage } from '../../../lessons/page/LessonPage';
import css from './Page.module.css';
import { ShareMenu } from './ShareMenu';

const words = learnText.page;
const depths = (['photographer', 'student', 'engineer'] as const).map((value) => ({
  value,
  label: learnText.depths[value],
}));

/** One page: the figure, what it shows now, the words at the chosen depth, the formula, and what breaks it. */
export function Page({ place }: { place: PagePlace }) {
  const depth = useStore(preferences, ({ learn }) => learn.depth);
  const scroll = useRef<HTMLElement>(null);
  const { page } = place;
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
  }, [page]);
  return (
    <>
      <main ref={scroll} className={css['scroll']} tabIndex={-1}>
        <article className={css['page']} data-page={page.id} aria-labelledby="page-title">
          <header className={css['head']}>
            <h2 id="page-title" className={css['title']}>
              {page.title}
            </h2>
            <span className={css['note']}>
              {fill(words.of, { number: place.number, count: place.chapter.pages.length })}
            </span>
            <ShareMenu />
            <Segmented label={words.depth} options={depths} value={depth} onChange={setDepth} />
          </header>
          <page.Figure />
          <Says useSays={page.useSays} />
          <Explained page={page} depth={depth} />
        </article>
      </main>
      <Foot place={place} />
    </>
  );
}

/** The figure in words, for everyone. It is announced when it has come to rest. */
function Says({ useSays }: Pick<LessonPage, 'useSays'>) {
  const says = useSays();
  return (
    <p className={css['says']} role="status" aria-label={words.says}>
      {says}
    </p>
  );
}

function Explained({ page, depth }: { page: LessonPage; depth: Depth }) {
  const { Maths, breaks, sources = [] } = page;
  return (
    <div className={css['explained']} data-alone={breaks.length === 0}>
      <div className={css['words']}>
        {page.words[depth].map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {depth !== 'photographer' && Maths !== undefined && <Maths />}
        {sources.length > 0 && (
          <p className={css['sources']}>
            {words.sources}: {sources.join('; ')}.
          </p>
        )}
      </div>
      {breaks.length > 0 && <BreakIt breaks={breaks} />}
    </div>
  );
}

function Foot({ place: { previous, next } }: { place: PagePlace }) {
  return (
    <footer className={css['foot']}>
      {previous !== null && (
        <Button
          kind="quiet"
          className={css['previous']}
          aria-label={fill(words.previous, { title: previous.title })}
          onClick={goPrevious}
        >
          <ChevronLeft size={14} aria-hidden="true" />
          {previous.title}
        </Button>
      )}
      <span className={css['coming']}>{next?.title}</span>
      <Button kind="main" onClick={goNext}>
        {next === null ? words.done : words.next}
      </Button>
    </footer>
  );
}
