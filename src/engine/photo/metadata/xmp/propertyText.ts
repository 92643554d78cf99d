import { ns } from './namespaces';
import { unescapeXml, type XmlElement } from './scanXml';

type Named = { name: string };

const localOf = ({ name }: Named): string => name.slice(name.indexOf(':') + 1);

function isOf(element: XmlElement, { name }: Named, namespace: string): boolean {
  const colon = name.indexOf(':');
  return colon > 0 && element.namespaces.get(name.slice(0, colon)) === namespace;
}

/** Attributes that are fields of a structure, not part of RDF or XML. */
const isField = (element: XmlElement, attribute: Named): boolean =>
  !/^xml(?:ns)?(?::|$)/.test(attribute.name) && !isOf(element, attribute, ns.rdf);

function partsOf(text: string, element: XmlElement): string[] {
  const fields = element.attributes
    .filter((attribute) => isField(element, attribute))
    .map(
      (attribute) =>
        `${localOf(attribute)}=${unescapeXml(text.slice(attribute.valueStart, attribute.valueEnd))}`,
    );
  if (element.children.length === 0) {
    const own = unescapeXml(text.slice(element.contentStart, element.contentEnd)).trim();
    return own === '' ? fields : [...fields, own];
  }
  const inner = element.children.flatMap((child) => {
    const parts = partsOf(text, child);
    // Lists and their items have no names.
    if (!isOf(child, child, ns.rdf)) return [`${localOf(child)}=${bracketed(parts)}`];
    return localOf(child) === 'li' ? [bracketed(parts)] : parts;
  });
  return [...fields, ...inner];
}

const bracketed = (parts: readonly string[]): string =>
  parts.length === 1 ? parts.join('') : `(${parts.join(', ')})`;

/** A property's value as text, in any form: plain text, a list or a structure. */
export function propertyText(text: string, property: XmlElement): string {
  return bracketed(partsOf(text, property));
}
