/** @file The chapters in their order. A page is a row of its chapter, and a folder beside it. */
import type { Chapter, LessonPage } from '../page/LessonPage';
import { activations } from './activations/chapter';
import { build } from './build/chapter';
import { initialisation } from './initialisation/chapter';
import { learning } from './learning/chapter';
import { network } from './network/chapter';
import { pipeline } from './pipeline/chapter';

export const chapters: readonly Chapter[] = [network, activations, learning, initialisation, pipeline, build];

export const allPages: readonly LessonPage[] = chapters.flatMap(({ pages }) => pages);
