import { ns, type PropertyName } from './namespaces';
import { unescapeXml, type XmlElement } from './scanXml';

/** A property's value: plain text, or one of RDF's lists. `languages` are those of an Alt's items; absent: the default. */
export type PropertyValue =
  string | { kind: 'Seq' | 'Bag' | 'Alt'; items: readonly string[]; languages?: readonly string[] };

export type Property = readonly [PropertyName, PropertyValue];

const kinds = ['Seq', 'Bag', 'Alt'] as const;

function textOf(text: string, { children, contentStart, contentEnd }: XmlElement): string | undefined {
  const words = children.length > 0 ? '' : unescapeXml(text.slice(contentStart, contentEnd)).trim();
  return words === '' ? undefined : words;
}

function languageOf(text: string, { attributes }: XmlElement): string {
  const language = attributes.find(({ name }) => name === 'xml:lang');
  return language === undefined ? 'x-default' : text.slice(language.valueStart, language.valueEnd);
}

/** The value of a property's element; undefined for a structure, for a list of structures and for what is empty. */
export function propertyValue(text: string, property: XmlElement): PropertyValue | undefined {
  const [list, ...others] = property.children;
  if (list === undefined) return textOf(text, property);
  const colon = list.name.indexOf(':');
  const kind = kinds.find((each) => each === list.name.slice(colon + 1));
  const isRdf = list.namespaces.get(list.name.slice(0, Math.max(0, colon))) === ns.rdf;
  if (kind === undefined || !isRdf || others.length > 0) return undefined;
  const found = list.children.flatMap((item) => {
    const words = textOf(text, item);
    return words === undefined ? [] : [{ words, language: languageOf(text, item) }];
  });
  if (found.length === 0) return undefined;
  const items = found.map(({ words }) => words);
  return kind === 'Alt' ? { kind, items, languages: found.map(({ language }) => language) } : { kind, items };
}
