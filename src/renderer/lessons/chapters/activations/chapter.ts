import type { Chapter } from '../../page/LessonPage';
import { crossEntropy } from './crossEntropy/page';
import { curves } from './curves/page';
import { losses } from './losses/page';

/** Activations and losses. */
export const activations: Chapter = {
  id: 'activations',
  title: 'Activations and losses',
  pages: [curves, losses, crossEntropy],
};
