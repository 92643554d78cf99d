import type { Chapter } from '../../page/LessonPage';
import { approximation } from './approximation/page';
import { descent } from './descent/page';
import { oneStep } from './oneStep/page';
import { optimisers } from './optimisers/page';
import { overfitting } from './overfitting/page';

/** Learning: back-propagation and gradient descent. */
export const learning: Chapter = {
  id: 'learning',
  title: 'Learning',
  pages: [oneStep, descent, optimisers, approximation, overfitting],
};
