import { createStore } from 'zustand/vanilla';

type LearnState = {
  /** The settings of each page's figure, by the page's id. Absent: as they begin. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The change that breaks the shown page's figure. Null: none is switched on. */
  readonly broken: string | null;
  /** The break that the switch would switch on, as chosen on the shown page. */
  readonly chosenBreak: string | null;
  /** The symbol of the formula under the pointer. The figure may show what it stands for. */
  readonly symbol: string | null;
  /** In a narrow window: whether the contents cover the page. */
  readonly isContentsOpen: boolean;
};

export const learn = createStore<LearnState>()(() => ({
  values: {},
  broken: null,
  chosenBreak: null,
  symbol: null,
  isContentsOpen: false,
}));
