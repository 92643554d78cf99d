import type { ModelCard } from '@contract';
import { layers } from '../../../lessons/chapters/network/layers/page';
import { microscope } from '../../../lessons/chapters/network/microscope/page';
import { overview } from '../../../lessons/chapters/network/overview/page';
import { decisions } from '../../../lessons/chapters/pipeline/decisions/page';
import { mirnet } from '../../../lessons/chapters/pipeline/mirnet/page';
import { steps } from '../../../lessons/chapters/pipeline/steps/page';
import { tiles } from '../../../lessons/chapters/pipeline/tiles/page';
import { triptych } from '../../../lessons/chapters/pipeline/triptych/page';
import type { LessonPage } from '../../../lessons/page/LessonPage';

/** The pages that speak of a photo and its model, the best answer first. */
export function fittingPages(card: ModelCard | undefined): readonly [LessonPage, ...LessonPage[]] {
  const always = [overview, layers, microscope, tiles, triptych];
  const own = card?.id === 'mirnet' ? [mirnet] : [];
  // Only a model whose card names maps says what it decided.
  return (card?.maps ?? []).length > 0 ? [decisions, steps, ...own, ...always] : [steps, ...own, ...always];
}

/** The page that was shown last, if it fits. */
export function fittingPage(card: ModelCard | undefined, last: string | null): LessonPage {
  const pages = fittingPages(card);
  return pages.find(({ id }) => id === last) ?? pages[0];
}
