import { asciiAt, startsWith } from '../../bytes';
import type { ByteSource } from '../../source';
import { emptyContainer, type Container } from './Container';

/** An extension of a GIF: its label, and the bytes of its blocks in one. */
type Extension = { label: number; data: Uint8Array };

const label = { plainText: 0x01, comment: 0xfe, application: 0xff } as const;
const image = 0x2c;
const extension = 0x21;

/** Blocks of frames are many, so that a file on disk is read in pieces. */
const pieceLength = 1024 * 1024;
/** Longer metadata is not read. */
const maxLength = 16 * 1024 * 1024;

class Pieces {
  private piece: Uint8Array = new Uint8Array(0);
  private from = 0;

  constructor(private readonly source: ByteSource) {}

  /** The byte at an offset; -1 behind the end. */
  at(offset: number): number {
    if (offset < this.from || offset >= this.from + this.piece.length) {
      this.piece = this.source.read(offset, pieceLength);
      this.from = offset;
    }
    return this.piece[offset - this.from] ?? -1;
  }
}

/** The size of a colour table, bytes, by the flags before it. */
const tableLength = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** The offset behind a chain of blocks. */
function endOfBlocks(pieces: Pieces, from: number): number {
  let at = from;
  for (let length = pieces.at(at); length > 0; length = pieces.at(at)) at += 1 + length;
  return at + 1;
}

/** Without the lengths of its blocks. */
function joined(blocks: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < blocks.length; at += 1 + (blocks[at] ?? 0))
    parts.push(blocks.subarray(at + 1, at + 1 + (blocks[at] ?? 0)));
  return Buffer.concat(parts);
}

const xmpName = 'XMP DataXMP';

/** XMP is stored as it is, without lengths. Bytes that count down lead a reader past it. @see XMP specification part 3, 1.1.2 */
const landing = Buffer.of(0x01, 0xff, 0xfe, 0xfd);

function xmpIn(blocks: Uint8Array): string {
  const packet = Buffer.from(blocks.subarray(1 + xmpName.length));
  const end = packet.indexOf(landing);
  const text = packet.subarray(0, end < 0 ? packet.length : end).toString('utf8');
  return text.slice(0, text.lastIndexOf('>') + 1);
}

/** The extensions that are not about a frame. @see GIF89a specification */
function extensionsIn(source: ByteSource): Extension[] {
  const pieces = new Pieces(source);
  const found: Extension[] = [];
  for (let at = 13 + tableLength(pieces.at(10)); at < source.size;) {
    const kind = pieces.at(at);
    if (kind === image) {
      at = endOfBlocks(pieces, at + 11 + tableLength(pieces.at(at + 9)));
    } else if (kind === extension) {
      const [code, from] = [pieces.at(at + 1), at + 2];
      at = endOfBlocks(pieces, from);
      const isWanted = Object.values(label).some((wanted) => wanted === code) && at - from <= maxLength;
      if (isWanted) found.push({ label: code, data: source.read(from, at - from) });
    } else break;
  }
  return found;
}

/** Applications that say how often the frames are shown. */
const loops: readonly string[] = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

function unknownOf(names: readonly string[]): string[] {
  return names
    .filter((name) => name !== xmpName && !loops.includes(name) && !name.startsWith('C2PA'))
    .map((name) => `the GIF extension “${name.replace(/[^ -~]/g, '').trim()}”`);
}

/** Reads a GIF's extensions. */
export function readGif(source: ByteSource): Container {
  const extensions = extensionsIn(source);
  const applications = extensions.filter((each) => each.label === label.application);
  const names = applications.map(({ data }) => asciiAt(data, 1, 11));
  const xmp = applications.find(({ data }) => startsWith(data, xmpName, 1));
  const comments = extensions
    .filter((each) => each.label === label.comment)
    .map(({ data }) => joined(data))
    .filter((comment) => comment.length > 0);
  const hasText = extensions.some((each) => each.label === label.plainText);
  return {
    ...emptyContainer,
    metadata: { ...(comments.length > 0 && { comments }), ...(xmp && { xmp: xmpIn(xmp.data) }) },
    extras: names.some((name) => name.startsWith('C2PA')) ? ['credentials'] : [],
    unknown: [...unknownOf(names), ...(hasText ? ['text over the picture of a GIF'] : [])],
  };
}
