import type { Chapter } from '../../page/LessonPage';
import { convolution } from './convolution/page';
import { decisions } from './decisions/page';
import { features } from './features/page';
import { mirnet } from './mirnet/page';
import { noise } from './noise/page';
import { steps } from './steps/page';
import { tiles } from './tiles/page';
import { triptych } from './triptych/page';

/** From photo to enhanced photo. */
export const pipeline: Chapter = {
  id: 'pipeline',
  title: 'From photo to enhanced photo',
  pages: [triptych, steps, noise, convolution, features, decisions, mirnet, tiles],
};
