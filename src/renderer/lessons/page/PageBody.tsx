import type { Depth } from '@contract';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { fill } from '../../text/en';
import { Paragraphs } from '../glossary/Paragraphs';
import { lessonPhoto } from '../state/lessonPhoto';
import { learnText } from '../text';
import { BreakIt } from './BreakIt';
import type { LessonPage } from './LessonPage';
import css from './PageBody.module.css';

const words = learnText.page;

export type PageBodyProps = {
  page: LessonPage;
  depth: Depth;
  /** What the place says of the figure. */
  children?: ReactNode;
};

/** The figure, what it shows now, the words at the chosen depth, the formula, and what breaks it. */
export function PageBody({ page, depth, children }: PageBodyProps) {
  return (
    <>
      <PhotoTrouble />
      <page.Figure />
      <Says useSays={page.useSays} />
      {children}
      <Explained page={page} depth={depth} />
    </>
  );
}

/** Why the photo of the figures cannot be shown. */
function PhotoTrouble() {
  const error = useStore(lessonPhoto, (state) => state.error);
  if (error === null) return null;
  const { message, action } = error;
  return (
    <p className={css['trouble']} role="alert">
      {fill(learnText.photo.failed, { message, action })}
    </p>
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
        <Paragraphs page={page.id} words={page.words[depth]} />
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
