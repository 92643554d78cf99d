import type { Depth } from '@contract';
import type { ComponentType } from 'react';
import type { PageValues } from '../state/pageValues';

/** One change that makes the figure fail, and the sentence that says why it fails. */
export type Break = { readonly id: string; readonly label: string; readonly why: string };

/** A page of the lessons: one figure, and what is said of it at three depths. */
export type LessonPage = {
  /** Unique among all pages. Links and preferences name the page by it. */
  readonly id: string;
  readonly title: string;
  /** The figure's settings and seed. They can be put in a link or a file. */
  readonly values: PageValues;
  /** Paragraphs. The depth changes them, never the figure. */
  readonly words: Readonly<Record<Depth, readonly string[]>>;
  readonly Figure: ComponentType;
  /** A hook: what the figure shows now, in a sentence or two with its numbers. */
  readonly useSays: () => string;
  /** The formula, with the figure's values. Photographers are spared it. */
  readonly Maths?: ComponentType;
  /** What breaks the figure. At least one a playground. */
  readonly breaks: readonly Break[];
  /** Where this was first shown, or is shown well. */
  readonly sources?: readonly string[];
};

export type Chapter = {
  readonly id: string;
  readonly title: string;
  readonly pages: readonly LessonPage[];
};
