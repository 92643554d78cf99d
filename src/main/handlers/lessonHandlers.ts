import { lessonLink, LessonState, parseLessonLink } from '@contract';
import { z } from 'zod';
import { readDocument, writeDocument } from '../state/documents';
import type { MainHandlers, Services } from './Services';

const LessonFile = LessonState.extend({ candela: z.literal('lesson'), version: z.literal(1) });

/** Figures of Learn in links and files. */
export function lessonHandlers({ desktop }: Services) {
  return {
    'lesson.copyLink': async (state) => {
      await desktop.clipboard.copyText(lessonLink(state));
      return {};
    },
    'lesson.pasteLink': async () => parseLessonLink(await desktop.clipboard.text()),
    'lesson.save': async (state) => {
      const path = await desktop.askWhereDocumentGoes('lesson', state.page);
      if (path === null) return { saved: false };
      await writeDocument(path, { candela: 'lesson', version: 1, ...state });
      return { saved: true };
    },
    'lesson.open': async () => {
      const path = await desktop.askForDocument('lesson');
      if (path === null) return null;
      const { page, settings } = await readDocument(path, LessonFile, 'lesson.unreadable');
      return { page, settings };
    },
  } satisfies Partial<MainHandlers>;
}
