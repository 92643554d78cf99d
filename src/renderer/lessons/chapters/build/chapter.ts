import type { Chapter } from '../../page/LessonPage';
import { data } from './data/page';
import { parts } from './parts/page';
import { train } from './train/page';
import { use } from './use/page';

/** Build your own: the pairs, the network, its training and its use. */
export const build: Chapter = { id: 'build', title: 'Build your own', pages: [data, parts, train, use] };
