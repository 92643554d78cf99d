export type XmlAttribute = {
  /** As written, prefix included. */
  name: string;
  /** From the start of the name to after the closing quote. */
  start: number;
  end: number;
  valueStart: number;
  valueEnd: number;
};

/** An element by its position in the text. Edits change the text, so everything else stays as it is. */
export type XmlElement = {
  name: string;
  attributes: XmlAttribute[];
  children: XmlElement[];
  /** Prefixes in scope here. */
  namespaces: ReadonlyMap<string, string>;
  start: number;
  /** The position after the start tag. */
  contentStart: number;
  /** The position before the end tag. It equals `contentStart` for an empty element. */
  contentEnd: number;
  end: number;
  /** Written as `<name/>`. */
  isSelfClosing: boolean;
};

const maxDepth = 100;
// Comment, CDATA, processing instruction; end tag; start tag with its attributes.
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function attributesOf(text: string, offset: number): XmlAttribute[] {
  return [...text.matchAll(attribute)].map((match) => {
    const start = offset + match.index;
    const end = start + match[0].length;
    const valueEnd = end - 1;
    return {
      name: match[1] ?? '',
      start,
      end,
      valueStart: valueEnd - (match[2] ?? match[3] ?? '').length,
      valueEnd,
    };
  });
}

function namespacesOf(
  text: string,
  attributes: readonly XmlAttribute[],
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  const inner = new Map(outer);
  for (const { name, valueStart, valueEnd } of declared)
    inner.set(name.slice(6), text.slice(valueStart, valueEnd));
  return inner;
}

/** An ampersand that begins no predefined XML reference. */
const strayAmpersand = /&(?!(?:#\d+|#x[\da-f]+|amp|lt|gt|quot|apos);)/i;

const isPlainText = (text: string): boolean => !text.includes('<') && !strayAmpersand.test(text);

/** The tokens, each at the next angle bracket. A bracket that begins none ends them, so that hostile text is read once. */
function* tokensOf(text: string): Generator<RegExpExecArray> {
  for (let at = text.indexOf('<'); at >= 0;) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return;
    yield match;
    at = text.indexOf('<', match.index + match[0].length);
  }
}

class Scanner {
  readonly roots: XmlElement[] = [];
  private readonly open: XmlElement[] = [];
  /** The position after the last token. */
  private at = 0;

  constructor(private readonly text: string) {}

  /** Takes the next token. False if the text is not well-formed there. */
  take(match: RegExpExecArray): boolean {
    const [whole, closing, name, attributes, slash] = match;
    if (!this.skipText(match.index)) return false;
    this.at = match.index + whole.length;
    if (closing !== undefined) return this.closeElement(closing, match.index);
    if (name === undefined) return true;
    this.openElement({ name, attributes: attributes ?? '', isSelfClosing: slash === '/' }, match.index);
    return this.open.length <= maxDepth;
  }

  /**
   * The elements, after all tokens were taken. Null if an element is still open, or if text other than white space stands outside.
   */
  finish(): XmlElement[] | null {
    return this.open.length === 0 && this.skipText(this.text.length) ? this.roots : null;
  }

  private skipText(to: number): boolean {
    const between = this.text.slice(this.at, to);
    return this.open.length === 0 ? between.trim() === '' : isPlainText(between);
  }

  private closeElement(name: string, contentEnd: number): boolean {
    const element = this.open.pop();
    if (element?.name !== name) return false;
    Object.assign(element, { contentEnd, end: this.at });
    return true;
  }

  private openElement(
    tag: { name: string; attributes: string; isSelfClosing: boolean },
    start: number,
  ): void {
    const parent = this.open.at(-1);
    const attributes = attributesOf(tag.attributes, start + 1 + tag.name.length);
    const namespaces = namespacesOf(this.text, attributes, parent?.namespaces ?? new Map());
    const place = { start, contentStart: this.at, contentEnd: this.at, end: this.at };
    const { name, isSelfClosing } = tag;
    const element = { name, attributes, children: [], namespaces, ...place, isSelfClosing };
    (parent?.children ?? this.roots).push(element);
    if (!isSelfClosing) this.open.push(element);
  }
}

/**
 * The elements of a well-formed text; null for any other. Document types are refused, because they can define entities that grow
 * without end, and no XMP needs one.
 */
export function scanXml(text: string): XmlElement[] | null {
  const scanner = new Scanner(text);
  for (const match of tokensOf(text)) if (!scanner.take(match)) return null;
  return scanner.finish();
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for an attribute or an element. Characters that XML does not allow are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function characterOf(reference: string): string {
  const isHexadecimal = /^#x/i.test(reference);
  const code = Number.parseInt(reference.slice(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 10);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : '';
}

/** The characters that an XML text represents. */
export function unescapeXml(text: string): string {
  return text.replace(/&(#\d+|#x[\da-f]+|\w+);/gi, (_, reference: string) =>
    reference.startsWith('#') ? characterOf(reference) : (named[reference] ?? ''),
  );
}
