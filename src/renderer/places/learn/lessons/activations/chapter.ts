import type { Chapter } from '../../page/LessonPage';
import { curves } from './curves/page';

/** Activations and losses. */
export const activations: Chapter = { id: 'activations', title: 'Activations and losses', pages: [curves] };
