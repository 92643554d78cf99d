import { tiffType } from '../../tiff/tiffIfd';
import { asciiTag, shortTag, tag, type Tag } from './tags';

/** What a person says of a photo in a file beside it. */
export type Words = {
  rating?: number | undefined;
  title?: string | undefined;
  description?: string | undefined;
  keywords?: readonly string[] | undefined;
  creators?: readonly string[] | undefined;
};

/** Windows' shares of five stars. */
const percents: readonly number[] = [0, 1, 25, 50, 75, 99];

/** Windows' own texts are UTF-16. */
function windowsTag(number: number, text: string): Tag {
  const bytes = Buffer.from(`${text}\0`, 'utf16le');
  return { tag: number, type: tiffType.byte, count: bytes.length, bytes };
}

/** Tags with these words, to replace those of the main directory. */
export function wordTags(
  { rating, title, description, keywords, creators }: Words,
  littleEndian: boolean,
): Tag[] {
  const stars = rating === undefined ? undefined : Math.min(5, Math.max(0, Math.round(rating)));
  return [
    ...(stars === undefined
      ? []
      : [
          shortTag(tag.rating, stars, littleEndian),
          shortTag(tag.ratingPercent, percents[stars] ?? 0, littleEndian),
        ]),
    ...(title === undefined ? [] : [windowsTag(tag.windowsTitle, title)]),
    ...(description === undefined ? [] : [asciiTag(tag.imageDescription, description)]),
    ...(keywords === undefined ? [] : [windowsTag(tag.windowsKeywords, keywords.join(';'))]),
    ...(creators === undefined
      ? []
      : [asciiTag(tag.artist, creators.join('; ')), windowsTag(tag.windowsAuthor, creators.join(';'))]),
  ];
}
