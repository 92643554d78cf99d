import type { CloseTies } from './CloseGate';

type Saves = CloseTies['saves'];

/** Saves of several kinds as one, for the question when the window closes. */
export function allSaves(kinds: readonly Saves[]): Saves {
  return {
    get isSaving() {
      return kinds.some(({ isSaving }) => isSaving);
    },
    saved: async () => {
      const ended = await Promise.all(kinds.map((kind) => kind.saved()));
      return ended.every((isDone) => isDone);
    },
    cancelSaves: () => {
      for (const kind of kinds) kind.cancelSaves();
    },
  };
}
