import type { Chapter } from '../../page/LessonPage';
import { fanIn } from './fan-in/page';
import { initRace } from './init-race/page';
import { spread } from './spread/page';
import { symmetry } from './symmetry/page';

/** How weights begin. */
export const initialisation: Chapter = {
  id: 'initialisation',
  title: 'How weights begin',
  pages: [symmetry, spread, fanIn, initRace],
};
