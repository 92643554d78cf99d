export type Term = {
  /** Its name in the glossary. */
  readonly term: string;
  /** One sentence. */
  readonly meaning: string;
  /** The page that teaches it. */
  readonly page: string;
  /** Other words for it in the texts: plurals, abbreviations. */
  readonly forms?: readonly string[];
  /** Pages where the word means something else. */
  readonly except?: readonly string[];
};
