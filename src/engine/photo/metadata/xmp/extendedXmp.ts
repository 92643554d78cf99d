import { createHash } from 'node:crypto';
import { ns } from './namespaces';
import { sealTag } from './sealField';
import { scanXml, type XmlAttribute, type XmlElement } from './scanXml';
import { XmpDocument } from './XmpDocument';

/** A packet in the two parts that JPEG requires when one segment is too small for it. */
export type SplitXmp = { xmp: string; extendedXmp?: string };

/** A part of the packet that can move to the second part, and its text there. */
type Movable = { start: number; end: number; text: string };

/** Room for the property that names the second part, in bytes. */
const pointerRoom = 256;

const isDeclaration = ({ name }: XmlAttribute): boolean => name === 'xmlns' || name.startsWith('xmlns:');

function namespaceOf(name: string, element: XmlElement): string {
  const colon = name.indexOf(':');
  return element.namespaces.get(colon < 0 ? '' : name.slice(0, colon)) ?? '';
}

function rdfOf(elements: readonly XmlElement[]): XmlElement | undefined {
  for (const element of elements) {
    if (element.name.endsWith('RDF') && namespaceOf(element.name, element) === ns.rdf) return element;
    const inner = rdfOf(element.children);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const descriptionsOf = (rdf: XmlElement): XmlElement[] =>
  rdf.children.filter(
    (child) => child.name.endsWith('Description') && namespaceOf(child.name, child) === ns.rdf,
  );

/** The prefixes in scope at an element, except those that it declares itself. */
function declarations({ namespaces }: XmlElement, own: readonly XmlAttribute[]): string {
  const declared = new Set(own.filter(isDeclaration).map(({ name }) => name.slice(6)));
  return [...namespaces]
    .filter(([prefix]) => !declared.has(prefix))
    .map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${uri.replace(/"/g, '&quot;')}"`)
    .join('');
}

/**
 * Joins the two parts of a JPEG's long packet; null if either cannot be read.
 * @see XMP specification part 3, 1.1.3.1
 */
export function joinExtended(packet: string, extended: string): string | null {
  const [main, rest] = [packet, extended].map((text) => rdfOf(scanXml(text) ?? []));
  if (main === undefined || rest === undefined || main.isSelfClosing) return null;
  const moved = descriptionsOf(rest).map((item) => {
    const named = item.start + 1 + item.name.length;
    return (
      extended.slice(item.start, named) +
      declarations(item, item.attributes) +
      extended.slice(named, item.end)
    );
  });
  return packet.slice(0, main.contentEnd) + moved.join('') + packet.slice(main.contentEnd);
}

function movablesOf(packet: string, rdf: XmlElement): Movable[] {
  return descriptionsOf(rdf).flatMap((description) => {
    const isRdf = ({ name }: XmlAttribute): boolean => namespaceOf(name, description) === ns.rdf;
    const about = description.attributes.find((item) => isRdf(item) && item.name.endsWith('about'));
    const subject = about ? packet.slice(about.valueStart, about.valueEnd).replace(/"/g, '&quot;') : '';
    const spaces = declarations(description, []).replace(/ xmlns:rdf="[^"]*"/, '');
    const inDescription = (text: string): string =>
      `<rdf:Description rdf:about="${subject}"${spaces}>${text}</rdf:Description>`;
    const attributes = description.attributes.filter((item) => !isDeclaration(item) && !isRdf(item));
    return [
      ...attributes.map(({ name, start, end, valueStart, valueEnd }) => ({
        ...{ start, end },
        text: inDescription(`<${name}>${packet.slice(valueStart, valueEnd)}</${name}>`),
      })),
      // The seal is filled in last, and the second part is named by its checksum.
      ...description.children
        .filter((child) => !packet.startsWith(sealTag, child.start))
        .map(({ start, end }) => ({
          ...{ start, end },
          text: inDescription(packet.slice(start, end)),
        })),
    ];
  });
}

/** The longest properties, as many as it takes to make the rest of the packet short enough. */
function chooseMoved(packet: string, movables: readonly Movable[], limit: number): Movable[] {
  let length = Buffer.byteLength(packet, 'utf8');
  const longestFirst = [...movables].sort((a, b) => b.end - b.start - (a.end - a.start));
  const chosen: Movable[] = [];
  for (const item of longestFirst) {
    if (length <= limit - pointerRoom) break;
    length -= Buffer.byteLength(packet.slice(item.start, item.end), 'utf8');
    chosen.push(item);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/**
 * A packet as JPEG segments store it. Up to `limit` bytes it stays whole. Beyond that its longest properties form a second part,
 * and the first names it by its MD5, in capitals.
 */
export function splitExtended(packet: string, limit: number): SplitXmp {
  if (Buffer.byteLength(packet, 'utf8') <= limit) return { xmp: packet };
  // The white space at the end of a packet is room for editors. It is removed first.
  const dense = packet.replace(/\s+(?=<\?xpacket end)/, '\n');
  const rdf = rdfOf(scanXml(dense) ?? []);
  if (Buffer.byteLength(dense, 'utf8') <= limit || rdf === undefined) return { xmp: dense };
  const moved = chooseMoved(dense, movablesOf(dense, rdf), limit);
  const texts = moved.map(({ text }) => text).join('');
  const extendedXmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${ns.rdf}">${texts}</rdf:RDF></x:xmpmeta>`;
  const left = moved.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), dense);
  const document = XmpDocument.open(left);
  if (document === null) throw new Error('a packet is no longer well-formed without some of its properties');
  const name = createHash('md5').update(extendedXmp, 'utf8').digest('hex').toUpperCase();
  document.set([ns.xmpNote, 'HasExtendedXMP'], name);
  return { xmp: document.toString(), extendedXmp };
}
