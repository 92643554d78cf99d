import type { PngText } from '../Photo';
import { ns } from './xmp/namespaces';
import type { Property } from './xmp/propertyValue';

/** `lost` has the keywords of texts without an XMP property. */
export type MirroredTexts = { properties: Property[]; lost: string[] };

const iso = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;
const exif = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/;
/** The zone at the end of an RFC 1123 date. Without it, the date would mean another moment on another machine. */
const zoned = /(?:GMT|UTC?|[+-]\d{4})$/;

/** A date in XMP's notation; undefined for text that only people understand. */
function xmpDate(text: string): string | undefined {
  if (iso.test(text)) return text;
  const [, year, month, day, time] = exif.exec(text) ?? [];
  if (time !== undefined) return `${year ?? ''}-${month ?? ''}-${day ?? ''}T${time}`;
  const moment = zoned.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

const alternatives = (local: string, text: string, namespace: string = ns.dc): Property => [
  [namespace, local],
  { kind: 'Alt', items: [text] },
];

function asProperty({ keyword, text }: PngText): Property | undefined {
  switch (keyword) {
    case 'Title':
      return alternatives('title', text);
    case 'Description':
      return alternatives('description', text);
    case 'Copyright':
      return alternatives('rights', text);
    case 'Comment':
      return alternatives('UserComment', text, ns.exif);
    case 'Web Statement':
      return [[ns.xmpRights, 'WebStatement'], text];
    case 'Marked':
      return [[ns.xmpRights, 'Marked'], text];
    case 'Author':
      return [[ns.dc, 'creator'], { kind: 'Seq', items: [text] }];
    case 'Creation Time': {
      const date = xmpDate(text);
      return date === undefined ? undefined : [[ns.xmp, 'CreateDate'], date];
    }
    default:
      return undefined;
  }
}

/**
 * A PNG's texts as XMP properties, which every format can store.
 * @see XMP specification part 3 (2020), 1.1.5: PNG
 */
export function textsAsXmp(texts: readonly PngText[]): MirroredTexts {
  const found = texts.map((text) => ({ keyword: text.keyword, property: asProperty(text) }));
  return {
    properties: found.flatMap(({ property }) => (property ? [property] : [])),
    lost: found.filter(({ property }) => property === undefined).map(({ keyword }) => keyword),
  };
}
