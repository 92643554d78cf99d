import { ChevronLeft } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { DepthChoice } from '../../../lessons/page/DepthChoice';
import { PageBody } from '../../../lessons/page/PageBody';
import { StandingContext, type Standing } from '../../../lessons/page/standing';
import { learnText } from '../../../lessons/text';
import { preferences } from '../../../state/preferences';
import { fill } from '../../../text/en';
import { Button } from '../../../ui/Button';
import { goNext, goPrevious, goTo } from '../actions/go';
import type { PagePlace } from '../state/place';
import css from './Page.module.css';
import { ShareMenu } from './ShareMenu';

const words = learnText.page;

/** One page, with what leads to it and on from it. */
export function Page({ place }: { place: PagePlace }) {
  const depth = useStore(preferences, ({ learn }) => learn.depth);
  const scroll = useRef<HTMLElement>(null);
  const { page } = place;
  const standing = useMemo<Standing>(() => ({ beside: null, goTo }), []);
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
            <DepthChoice />
          </header>
          <StandingContext value={standing}>
            <PageBody page={page} depth={depth} />
          </StandingContext>
        </article>
      </main>
      <Foot place={place} />
    </>
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
