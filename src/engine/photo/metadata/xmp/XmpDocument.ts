import { ns, prefixes, type PropertyName } from './namespaces';
import { propertyText } from './propertyText';
import { propertyValue, type Property, type PropertyValue } from './propertyValue';
import { escapeXml, scanXml, unescapeXml, type XmlAttribute, type XmlElement } from './scanXml';

type Edit = { start: number; end: number; text: string };

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function resolve(name: string, element: XmlElement): PropertyName {
  const [prefix, local] = split(name);
  return [element.namespaces.get(prefix) ?? '', local];
}

const isName = (name: string, element: XmlElement, [namespace, local]: PropertyName): boolean => {
  const [itsNamespace, itsLocal] = resolve(name, element);
  return itsLocal === local && itsNamespace === namespace;
};

function find(elements: readonly XmlElement[], wanted: PropertyName): XmlElement | undefined {
  for (const element of elements) {
    if (isName(element.name, element, wanted)) return element;
    const inner = find(element.children, wanted);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Plain text somewhere in a packet. */
export type XmpField = { value: string; set: (value: string) => void };

/** An element as one of RDF's structures or lists. */
export type XmpStructure = {
  name: PropertyName;
  field: (name: PropertyName) => XmpField | undefined;
  items: () => XmpField[];
};

/**
 * An XMP packet that is edited as text. Properties are set and removed in any of RDF's forms (attribute or element). Everything
 * else stays as it was written.
 */
export class XmpDocument {
  private readonly edits: Edit[] = [];
  /** Properties that the packet lacks. They go into a new description. */
  private readonly added: string[] = [];
  private readonly addedNamespaces = new Set<string>();

  private constructor(
    private readonly text: string,
    private readonly rdf: XmlElement,
  ) {}

  /** Opens a packet. Null if it is not well-formed or contains no RDF. */
  static open(packet: string): XmpDocument | null {
    let end = packet.length;
    while (end > 0 && packet.charCodeAt(end - 1) === 0) end--;
    const text = packet.slice(packet.startsWith('\ufeff') ? 1 : 0, end);
    const elements = scanXml(text);
    const rdf = elements === null ? undefined : find(elements, [ns.rdf, 'RDF']);
    return rdf === undefined || rdf.isSelfClosing ? null : new XmpDocument(text, rdf);
  }

  private get descriptions(): XmlElement[] {
    return this.rdf.children.filter((element) => isName(element.name, element, [ns.rdf, 'Description']));
  }

  has(name: PropertyName): boolean {
    return this.descriptions.some(
      (description) =>
        description.attributes.some((attribute) => isName(attribute.name, description, name)) ||
        description.children.some((child) => isName(child.name, child, name)),
    );
  }

  /** The first plain text of a property; undefined if there is none. */
  valueOf(name: PropertyName): string | undefined {
    for (const description of this.descriptions) {
      const attribute = description.attributes.find((item) => isName(item.name, description, name));
      if (attribute !== undefined) return this.text.slice(attribute.valueStart, attribute.valueEnd);
      const child = description.children.find((item) => isName(item.name, item, name));
      if (child?.children.length === 0 && !child.isSelfClosing)
        return this.text.slice(child.contentStart, child.contentEnd);
    }
    return undefined;
  }

  /** Sets a property to plain text everywhere it occurs, or adds it if it is missing. */
  set(name: PropertyName, value: string): void {
    if (!this.replace(name, value)) this.add(name, value);
  }

  /** Sets a property only if it is present. @returns whether it was */
  replace(name: PropertyName, value: string): boolean {
    let found = false;
    for (const description of this.descriptions) {
      for (const { start, end, name: written } of description.attributes.filter((item) =>
        isName(item.name, description, name),
      )) {
        this.edits.push({ start, end, text: `${written}="${escapeXml(value)}"` });
        found = true;
      }
      for (const child of description.children.filter((item) => isName(item.name, item, name))) {
        this.edits.push({
          start: child.start,
          end: child.end,
          text: `<${child.name}>${escapeXml(value)}</${child.name}>`,
        });
        found = true;
      }
    }
    return found;
  }

  add([namespace, local]: PropertyName, value: PropertyValue): void {
    const tag = `${prefixes.get(namespace) ?? 'ns'}:${local}`;
    this.addedNamespaces.add(namespace);
    if (typeof value === 'string') {
      this.added.push(`<${tag}>${escapeXml(value)}</${tag}>`);
      return;
    }
    const r = this.rdfPrefix;
    const items = value.items.map((item, index) => {
      const language = value.languages?.[index] ?? 'x-default';
      const attribute = value.kind === 'Alt' ? ` xml:lang="${escapeXml(language)}"` : '';
      return `<${r}:li${attribute}>${escapeXml(item)}</${r}:li>`;
    });
    this.added.push(`<${tag}><${r}:${value.kind}>${items.join('')}</${r}:${value.kind}></${tag}>`);
  }

  /** Removes every property that `unwanted` names, in both forms. */
  remove(unwanted: (name: PropertyName) => boolean): void {
    for (const description of this.descriptions) {
      for (const attribute of description.attributes) {
        if (unwanted(resolve(attribute.name, description))) this.edits.push(this.without(attribute));
      }
      for (const child of description.children) {
        if (unwanted(resolve(child.name, child)))
          this.edits.push({ start: child.start, end: child.end, text: '' });
      }
    }
  }

  /** The names and text values of every property that `wanted` matches. */
  describe(wanted: (name: PropertyName) => boolean): (readonly [local: string, value: string])[] {
    return this.descriptions.flatMap((description) => [
      ...description.attributes
        .filter(({ name }) => wanted(resolve(name, description)))
        .map(({ name, valueStart, valueEnd }) => {
          const value = unescapeXml(this.text.slice(valueStart, valueEnd));
          return [split(name)[1], value] as const;
        }),
      ...description.children
        .filter((child) => wanted(resolve(child.name, child)))
        .map((child) => [split(child.name)[1], propertyText(this.text, child)] as const),
    ]);
  }

  /** Every property that `wanted` matches and that is text or a list of texts. */
  values(wanted: (name: PropertyName) => boolean): Property[] {
    return this.descriptions
      .flatMap((description) => [
        ...description.attributes.map(({ name, valueStart, valueEnd }): Property => {
          const value = unescapeXml(this.text.slice(valueStart, valueEnd));
          return [resolve(name, description), value];
        }),
        ...description.children.flatMap((child): Property[] => {
          const value = propertyValue(this.text, child);
          return value === undefined ? [] : [[resolve(child.name, child), value]];
        }),
      ])
      .filter(([name]) => wanted(name));
  }

  /** Every property that is an element, with all its parts, outermost first. */
  structures(): XmpStructure[][] {
    return this.descriptions.flatMap(({ children }) => children.map((child) => this.structuresIn(child)));
  }

  private structuresIn(element: XmlElement): XmpStructure[] {
    const structure = {
      name: resolve(element.name, element),
      field: (name: PropertyName) => this.fieldOf(element, name),
      items: () => this.itemsOf(element),
    };
    return [structure, ...element.children.flatMap((child) => this.structuresIn(child))];
  }

  /** A field that is plain text, as an attribute or an element. */
  private fieldOf(element: XmlElement, name: PropertyName): XmpField | undefined {
    const attribute = element.attributes.find((item) => isName(item.name, element, name));
    if (attribute !== undefined) return this.fieldAt(attribute.valueStart, attribute.valueEnd);
    const child = element.children.find((item) => isName(item.name, item, name));
    if (child === undefined || child.children.length > 0 || child.isSelfClosing) return undefined;
    return this.fieldAt(child.contentStart, child.contentEnd);
  }

  /** The items of a list of plain texts. */
  private itemsOf({ children }: XmlElement): XmpField[] {
    const [list, ...others] = children;
    if (list === undefined || others.length > 0 || resolve(list.name, list)[0] !== ns.rdf) return [];
    return list.children
      .filter((item) => item.children.length === 0 && !item.isSelfClosing)
      .map(({ contentStart, contentEnd }) => this.fieldAt(contentStart, contentEnd));
  }

  private fieldAt(start: number, end: number): XmpField {
    return {
      value: unescapeXml(this.text.slice(start, end)).trim(),
      set: (value) => this.edits.push({ start, end, text: escapeXml(value) }),
    };
  }

  private without({ start, end }: XmlAttribute): Edit {
    const space = /\s*$/.exec(this.text.slice(0, start))?.[0].length ?? 0;
    return { start: start - space, end, text: '' };
  }

  /** Appends an event to the history. Creates the history if it is missing. */
  appendHistory(event: Readonly<Record<string, string>>): void {
    const r = this.rdfPrefix;
    const attributes = Object.entries(event).map(([key, value]) => ` stEvt:${key}="${escapeXml(value)}"`);
    const item = `<${r}:li xmlns:stEvt="${ns.stEvt}"${attributes.join('')}/>`;
    const history = find(this.descriptions, [ns.xmpMM, 'History']);
    const list = history && find(history.children, [ns.rdf, 'Seq']);
    if (list === undefined) {
      this.addedNamespaces.add(ns.xmpMM);
      this.added.push(`<xmpMM:History><${r}:Seq>${item}</${r}:Seq></xmpMM:History>`);
    } else if (list.isSelfClosing) {
      this.edits.push({ start: list.start, end: list.end, text: `<${list.name}>${item}</${list.name}>` });
    } else {
      this.edits.push({ start: list.contentEnd, end: list.contentEnd, text: item });
    }
  }

  private get rdfPrefix(): string {
    return split(this.rdf.name)[0];
  }

  /** The description of all added properties, with the same subject as the packet's own. */
  private ownDescription(): string {
    if (this.added.length === 0) return '';
    const r = this.rdfPrefix;
    const first = this.descriptions[0];
    const about = first?.attributes.find((attribute) => isName(attribute.name, first, [ns.rdf, 'about']));
    const subject =
      about === undefined ? '' : this.text.slice(about.valueStart, about.valueEnd).replace(/"/g, '&quot;');
    const declared = [...this.addedNamespaces].map(
      (namespace) => ` xmlns:${prefixes.get(namespace) ?? 'ns'}="${namespace}"`,
    );
    return `<${r}:Description ${r}:about="${subject}"${declared.join('')}>${this.added.join('')}</${r}:Description>`;
  }

  /** The packet with all edits applied. */
  toString(): string {
    const end = this.rdf.contentEnd;
    const edits = [...this.edits, { start: end, end, text: this.ownDescription() }];
    // If an edit lies inside another (a property in a removed one), the outer one counts.
    const outer = edits.filter((edit) => !edits.some((other) => other !== edit && contains(other, edit)));
    let result = this.text;
    for (const { start, end: until, text } of outer.sort((a, b) => b.start - a.start || b.end - a.end)) {
      result = result.slice(0, start) + text + result.slice(until);
    }
    return result;
  }
}

function contains(outer: Edit, inner: Edit): boolean {
  return (
    outer.start <= inner.start && outer.end >= inner.end && outer.end - outer.start > inner.end - inner.start
  );
}
