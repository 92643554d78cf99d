import type { Chapter } from '../../page/LessonPage';
import { decisions } from './decisions/page';
import { steps } from './steps/page';

/** From photo to enhanced photo. */
export const pipeline: Chapter = {
  id: 'pipeline',
  title: 'From photo to enhanced photo',
  pages: [steps, decisions],
};
