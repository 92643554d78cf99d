import { ns, type PropertyName } from '../xmp/namespaces';
import type { Property, PropertyValue } from '../xmp/propertyValue';
import { isDevelopSetting, isPlace } from '../xmp/propertyKinds';
import { XmpDocument } from '../xmp/XmpDocument';

/** What a sidecar says of its photo. */
export type SidecarFields = {
  name: string;
  /** Properties that replace those of the photo. */
  winning: Property[];
  /** Properties that the photo's own replace. */
  filling: Property[];
  /** Properties of the photo that say the same as a winning one in another way. */
  outdated: PropertyName[];
  /** Develop settings, as names and values. */
  developed: (readonly [string, string])[];
};

type Field = {
  words: string;
  name: PropertyName;
  kind: 'text' | 'Seq' | 'Bag' | 'Alt';
  /** Properties of other programs that say the same. */
  alsoIn: readonly PropertyName[];
};

const hierarchies: readonly PropertyName[] = [
  [ns.lightroom, 'hierarchicalSubject'],
  [ns.digiKam, 'TagsList'],
];

/** The fields that programs let people edit in a sidecar. */
const fields: readonly Field[] = [
  { words: 'rating', name: [ns.xmp, 'Rating'], kind: 'text', alsoIn: [[ns.microsoft, 'Rating']] },
  { words: 'label', name: [ns.xmp, 'Label'], kind: 'text', alsoIn: [] },
  { words: 'title', name: [ns.dc, 'title'], kind: 'Alt', alsoIn: [] },
  { words: 'description', name: [ns.dc, 'description'], kind: 'Alt', alsoIn: [] },
  { words: 'keywords', name: [ns.dc, 'subject'], kind: 'Bag', alsoIn: hierarchies },
  { words: 'creator', name: [ns.dc, 'creator'], kind: 'Seq', alsoIn: [] },
];

/** Namespaces of what people write about a photo. */
const spaces: readonly string[] = [
  ...[ns.dc, ns.photoshop, ns.iptcCore, ns.iptcExt, ns.xmpRights, ns.lightroom, ns.digiKam, ns.plus],
];

/** What tells of the file beside the sidecar, or of a program's own state. */
const ofFile: readonly PropertyName[] = [
  [ns.dc, 'format'],
  ...['SidecarForExtension', 'EmbeddedXMPDigest', 'LegacyIPTCDigest', 'ColorMode', 'ICCProfile'].map(
    (local) => [ns.photoshop, local] as const,
  ),
];

export const sameName = ([space, local]: PropertyName, [otherSpace, otherLocal]: PropertyName): boolean =>
  space === otherSpace && local === otherLocal;

const includes = (names: readonly PropertyName[], name: PropertyName): boolean =>
  names.some((each) => sameName(each, name));

const isGps = ([space, local]: PropertyName): boolean => space === ns.exif && /^GPS\w*$/.test(local);

/** Each property once, because a sidecar may be written by two programs. */
function unique(properties: readonly Property[]): Property[] {
  return properties.filter(
    ([name], index) => properties.findIndex(([other]) => sameName(other, name)) === index,
  );
}

/** A field in the form that XMP gives it, whatever the sidecar's. */
function inForm([name, value]: Property): Property {
  const kind = fields.find((field) => sameName(field.name, name))?.kind ?? 'text';
  if (kind === 'text' || typeof value !== 'string') return [name, value];
  return [name, { kind, items: [value] }];
}

/** Names that every reader of XML takes. */
const plainName = /^[A-Za-z_][\w.-]*$/;

type Options = { name: string; keepGps: boolean; hasGps: boolean; known: readonly PropertyName[] };

/**
 * The fields of a sidecar's packet; null if it is not readable.
 * @param options `hasGps`: the photo itself states where it was taken; `known`: properties that it has outside of its XMP
 */
export function sidecarFields(
  packet: string,
  { name, keepGps, hasGps, known }: Options,
): SidecarFields | null {
  const document = XmpDocument.open(packet);
  if (document === null) return null;
  const own = fields.map((field) => field.name);
  const winning = unique(document.values((each) => includes(own, each))).map(inForm);
  const hasKeywords = winning.some(([each]) => sameName(each, [ns.dc, 'subject']));
  const more = document.values((each) => hasKeywords && includes(hierarchies, each));
  const isMeant = (each: PropertyName): boolean => {
    const isWord = spaces.includes(each[0]) && plainName.test(each[1]);
    const isTaken = includes([...ofFile, ...own, ...known], each);
    const isPosition = isGps(each) && !hasGps;
    return !isTaken && !(hasKeywords && includes(hierarchies, each)) && (isWord || isPosition);
  };
  const filling = document.values((each) => isMeant(each) && (keepGps || !isPlace(each)));
  return {
    name,
    winning: [...winning, ...unique(more)],
    filling: unique(filling),
    outdated: fields
      .filter((field) => winning.some(([each]) => sameName(each, field.name)))
      .flatMap(({ name: main, alsoIn }) => [main, ...alsoIn]),
    developed: document.describe(isDevelopSetting),
  };
}

/** `rating, label and other fields`: what a result has from its sidecar; undefined for nothing. */
export function fieldsInWords({ winning, filling }: SidecarFields): string | undefined {
  const named = fields.filter(({ name }) => winning.some(([each]) => sameName(each, name)));
  const words = [...named.map((field) => field.words), ...(filling.length > 0 ? ['other fields'] : [])];
  const last = words.pop();
  if (last === undefined) return undefined;
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

/** A winning property's texts. */
export function textsIn({ winning }: SidecarFields, name: PropertyName): string[] | undefined {
  const found: PropertyValue | undefined = winning.find(([each]) => sameName(each, name))?.[1];
  if (found === undefined) return undefined;
  if (typeof found === 'string') return [found];
  if (found.kind !== 'Alt') return [...found.items];
  const usual = found.languages?.indexOf('x-default') ?? -1;
  const text = found.items[Math.max(0, usual)];
  return text === undefined ? [] : [text];
}
