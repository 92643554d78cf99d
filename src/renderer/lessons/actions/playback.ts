/** What the keys do to the shown figure. A figure that cannot be stepped registers none. */
export type FigureKeys = {
  readonly togglePlay: () => void;
  readonly step: () => void;
  readonly reset: () => void;
};

let shown: FigureKeys | null = null;

/** Gives the keys to a figure. Returns a function that takes them away again. */
export function takeKeys(keys: FigureKeys): () => void {
  shown = keys;
  return () => {
    if (shown === keys) shown = null;
  };
}

export function figureKeys(): FigureKeys | null {
  return shown;
}
