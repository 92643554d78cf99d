import type { LearnCommand } from '../../../actions/commands';
import { toggleBreak } from '../../../lessons/actions/breakIt';
import { figureKeys } from '../../../lessons/actions/playback';
import { setDepth } from '../../../lessons/actions/setDepth';
import { openSheet } from '../../../state/frame';
import { goNext, goPrevious, shownPage } from './go';

/** What the commands do here. */
export const commands: Readonly<Record<LearnCommand, () => void>> = {
  lessonNext: goNext,
  lessonPrevious: goPrevious,
  lessonPlay: () => figureKeys()?.togglePlay(),
  lessonStep: () => figureKeys()?.step(),
  lessonReset: () => {
    const keys = figureKeys();
    if (keys === null) shownPage().page.values.reset();
    else keys.reset();
  },
  lessonBreak: () => {
    toggleBreak(shownPage().page.breaks);
  },
  glossary: () => {
    openSheet('glossary');
  },
  depthPhotographer: () => {
    setDepth('photographer');
  },
  depthStudent: () => {
    setDepth('student');
  },
  depthEngineer: () => {
    setDepth('engineer');
  },
};
