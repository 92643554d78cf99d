import { useEffect } from 'react';
import { useStore } from 'zustand';
import { preferences } from '../../state/preferences';
import { mend } from '../../lessons/actions/breakIt';
import { readLessonPhoto } from '../../lessons/actions/lessonPhoto';
import { Contents } from './contents/Contents';
import { GlossarySheet } from './glossary/GlossarySheet';
import { Sheets } from '../../frame/Sheets';
import css from './LearnPlace.module.css';
import { releaseNetworks } from '../../lessons/figure/inside/useInside';
import { Page } from './page/Page';
import { learn } from '../../lessons/state/learn';
import { placeOfPage } from './state/place';

const sheets = { glossary: GlossarySheet };

/** The lessons: contents, and one page with its figure. */
export function LearnPlace({ isNarrow }: { isNarrow: boolean }) {
  const shown = useStore(preferences, (state) => state.learn.page);
  const isContentsOpen = useStore(learn, (state) => state.isContentsOpen);
  const place = placeOfPage(shown);
  useEffect(readLessonPhoto, []);
  useEffect(
    () => () => {
      mend();
      releaseNetworks();
    },
    [],
  );
  return (
    <div className={css['place']} data-narrow={isNarrow}>
      {(!isNarrow || isContentsOpen) && (
        <div className={css['contents']}>
          <Contents />
        </div>
      )}
      <div className={css['page']}>
        <Page key={place.page.id} place={place} />
      </div>
      <Sheets sheets={sheets} />
    </div>
  );
}
