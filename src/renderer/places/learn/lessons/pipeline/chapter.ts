import type { Chapter } from '../../page/LessonPage';
import { features } from './features/page';
import { mirnet } from './mirnet/page';
import { decisions } from './decisions/page';
import { steps } from './steps/page';

/** From photo to enhanced photo. */
export const pipeline: Chapter = {
  id: 'pipeline',
  title: 'From photo to enhanced photo',
  pages: [steps, decisions, features, mirnet],
};
