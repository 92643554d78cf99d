import { basename, resolve } from 'node:path';
import { CandelaError } from '@contract';

/** What a person decided about one picture of a folder. Positions in the two lists; null: it has no truth. */
export type Decision = { readonly picture: number; readonly truth: number | null };

/** The texts of `--pair`, each `PICTURE=TRUTH` or `PICTURE=`. Pictures are names or paths, truths are names. */
export class DecidedTruths {
  readonly #used = new Set<string>();

  constructor(private readonly texts: readonly string[]) {}

  /** What is decided about the pictures of one folder. A picture without a folder in its text may lie in several of them. */
  among(pictures: readonly string[], truths: readonly string[]): Decision[] {
    return this.texts.flatMap((text) => {
      const found = decisionsIn(text, pictures, truths);
      if (found.length > 0) this.#used.add(text);
      return found;
    });
  }

  /** @throws CandelaError `usage.invalid` for a text that named no picture and truth of any folder */
  assertUsed(): void {
    const unused = this.texts.find((text) => !this.#used.has(text));
    if (unused === undefined) return;
    const reason = `--pair takes a picture and its ground truth, like low/a.png=b.png, or a picture alone, like low/a.png=, not “${unused}”.`;
    throw new CandelaError('usage.invalid', { reason });
  }
}

/** Names may hold an equals sign, so each of them may be the one that divides. */
function decisionsIn(text: string, pictures: readonly string[], truths: readonly string[]): Decision[] {
  for (let at = text.lastIndexOf('='); at > 0; at = text.lastIndexOf('=', at - 1)) {
    const [picture, truth] = [text.slice(0, at), text.slice(at + 1)];
    const truthAt = truths.findIndex((path) => basename(path) === truth);
    if (truth !== '' && truthAt < 0) continue;
    const isMeant = (path: string): boolean => basename(path) === picture || path === resolve(picture);
    const found = pictures.flatMap((path, index) => (isMeant(path) ? [index] : []));
    if (found.length > 0)
      return found.map((index) => ({ picture: index, truth: truth === '' ? null : truthAt }));
  }
  return [];
}
