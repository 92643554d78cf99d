import type { LearnProgress } from '@contract';
import { allPages, chapters } from '../../../lessons/chapters';
import type { Chapter, LessonPage } from '../../../lessons/page/LessonPage';

/** A page and its position among its chapter's and among all pages. */
export type PagePlace = {
  readonly page: LessonPage;
  readonly chapter: Chapter;
  /** From 1. */
  readonly number: number;
  readonly previous: LessonPage | null;
  readonly next: LessonPage | null;
};

/** Where a page is in the lessons. A page that is not there: the first one. */
export function placeOfPage(id: string | null): PagePlace {
  const at = Math.max(
    0,
    allPages.findIndex((page) => page.id === id),
  );
  const page = allPages[at];
  const chapter = chapters.find(({ pages }) => page !== undefined && pages.includes(page));
  if (page === undefined || chapter === undefined) throw new Error('The lessons have no page.');
  return {
    page,
    chapter,
    number: chapter.pages.indexOf(page) + 1,
    previous: allPages[at - 1] ?? null,
    next: allPages[at + 1] ?? null,
  };
}

/** Pages that exist and were seen. */
export function seenPages({ seen }: LearnProgress): readonly LessonPage[] {
  return allPages.filter(({ id }) => seen.includes(id));
}
