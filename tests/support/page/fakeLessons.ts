/** @file Answers to the calls of Learn. */
import type { LessonState } from '@contract';
import type { Handlers } from './fakeBatchCalls';

let copied: LessonState | null = null;

export const fakeLessons = {
  'lesson.copyLink': (state) => {
    copied = state;
    return Promise.resolve({});
  },
  'lesson.pasteLink': () => Promise.resolve(copied),
  'lesson.save': () => Promise.resolve({ saved: true }),
  'lesson.open': () => Promise.resolve(copied),
} satisfies Partial<Handlers>;
