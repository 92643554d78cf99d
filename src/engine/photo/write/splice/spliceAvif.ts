import { ByteReader, asciiBytes, u16be, u32be } from '../../bytes';
import { boxesIn, childBox, type Box } from '../../read/container/isoBoxes';
import { memorySource } from '../../source';
import type { Blocks, Spliced } from './Blocks';

function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32be(length), asciiBytes(type), ...content]);
}

const noFlags = new Uint8Array(4);

/** The facts about the encoder's own boxes that rewriting needs. */
type Meta = { bytes: Uint8Array; meta: Box; primary: number; itemCount: number };

class UnexpectedAvif extends Error {
  override readonly name = 'UnexpectedAvif';
}

function childOf(bytes: Uint8Array, parent: Box, type: string): Box {
  const found = childBox(memorySource(bytes), parent, type);
  if (found === undefined) throw new UnexpectedAvif(`the encoder wrote no ${type} box`);
  return found;
}

const contentOf = (bytes: Uint8Array, { at, end }: Box): ByteReader =>
  new ByteReader(bytes.subarray(at, end), false);

/** The item that readers describe and show. */
function primaryItem(bytes: Uint8Array, meta: Box): number {
  return contentOf(bytes, childOf(bytes, meta, 'pitm')).u16(4);
}

type Location = { id: number; offset: number; length: number };

/** Item locations. The encoder writes version 0 with one extent an item and offsets from the start of the file. */
function locations(bytes: Uint8Array, meta: Box): Location[] {
  const iloc = contentOf(bytes, childOf(bytes, meta, 'iloc'));
  if (iloc.u8(0) !== 0 || iloc.u16(4) !== 0x4440)
    throw new UnexpectedAvif('the encoder wrote item locations of another shape');
  return Array.from({ length: iloc.u16(6) }, (_, index) => {
    const at = 8 + index * 18;
    if (iloc.u16(at + 8) !== 1) throw new UnexpectedAvif('the encoder wrote an item in several pieces');
    return { id: iloc.u16(at), offset: iloc.u32(at + 4) + iloc.u32(at + 10), length: iloc.u32(at + 14) };
  });
}

function ilocBox(items: readonly Location[]): Uint8Array {
  const entries = items.map(({ id, offset, length }) =>
    Buffer.concat([u16be(id), u16be(0), u32be(0), u16be(1), u32be(offset), u32be(length)]),
  );
  return box('iloc', noFlags, u16be(0x4440), u16be(items.length), ...entries);
}

/** A hidden item of a type. An item of the type `mime` also names its content type. */
function infe(id: number, kind: 'Exif' | 'mime', contentType = ''): Uint8Array {
  const text = kind === 'mime' ? `\0${contentType}\0\0` : '\0';
  return box('infe', Uint8Array.of(2, 0, 0, 1), u16be(id), u16be(0), asciiBytes(kind + text));
}

function iinfBox({ bytes, meta, itemCount }: Meta, added: readonly Uint8Array[]): Uint8Array {
  const old = childOf(bytes, meta, 'iinf');
  return box('iinf', noFlags, u16be(itemCount + added.length), bytes.subarray(old.at + 6, old.end), ...added);
}

/** `cdsc`: this item describes another one. */
function irefBox({ bytes, meta, primary }: Meta, describing: readonly number[]): Uint8Array[] {
  const old = childBox(memorySource(bytes), meta, 'iref');
  if (old === undefined && describing.length === 0) return [];
  const references = describing.map((id) => box('cdsc', u16be(id), u16be(1), u16be(primary)));
  return [box('iref', old ? bytes.subarray(old.at, old.end) : noFlags, ...references)];
}

/** Item properties with the profile added and linked to the primary item. */
function iprpBox({ bytes, meta, primary }: Meta, profile: Uint8Array | undefined): Uint8Array {
  const old = childOf(bytes, meta, 'iprp');
  if (profile === undefined) return bytes.slice(old.start, old.end);
  const ipco = childOf(bytes, old, 'ipco');
  const index = boxesIn(memorySource(bytes), ipco.at, ipco.end).length + 1;
  const colr = box('colr', asciiBytes('prof'), profile);
  const newIpco = box('ipco', bytes.subarray(ipco.at, ipco.end), colr);
  return box('iprp', newIpco, ipmaBox(contentOf(bytes, childOf(bytes, old, 'ipma')), primary, index));
}

function ipmaBox(ipma: ByteReader, primary: number, property: number): Uint8Array {
  if (ipma.u32(0) !== 0 || property > 127)
    throw new UnexpectedAvif('the encoder wrote item properties of another shape');
  const entries: Uint8Array[] = [];
  let at = 8;
  for (let left = ipma.u32(4); left > 0; left--) {
    const id = ipma.u16(at);
    const count = ipma.u8(at + 2);
    const old = ipma.bytes.subarray(at + 3, at + 3 + count);
    const all = id === primary ? Uint8Array.of(...old, property) : old;
    entries.push(u16be(id), Uint8Array.of(all.length), all);
    at += 3 + count;
  }
  return box('ipma', noFlags, u32be(ipma.u32(4)), ...entries);
}

type Item = { kind: 'Exif' | 'mime'; contentType?: string; payload: Uint8Array };

function itemsOf({ exif, xmp }: Blocks): Item[] {
  const items: Item[] = [];
  // EXIF is preceded by the offset of its byte-order mark.
  if (exif !== undefined) items.push({ kind: 'Exif', payload: Buffer.concat([u32be(0), exif]) });
  if (xmp !== undefined) {
    items.push({ kind: 'mime', contentType: 'application/rdf+xml', payload: Buffer.from(xmp, 'utf8') });
  }
  return items;
}

/**
 * Adds metadata to an AVIF: EXIF and XMP as separate items after the pixels, the profile as a property of the picture.
 * @see ISO/IEC 23008-12 (HEIF) 6.5.5 and annex A
 */
export function spliceAvif(encoded: Uint8Array, blocks: Blocks): Spliced {
  const boxes = boxesIn(memorySource(encoded), 0, encoded.length);
  const meta = boxes.find(({ type }) => type === 'meta');
  if (meta === undefined) throw new UnexpectedAvif('the encoder wrote no meta box');
  const old = locations(encoded, meta);
  const known: Meta = { bytes: encoded, meta, primary: primaryItem(encoded, meta), itemCount: old.length };
  const firstId = Math.max(...old.map(({ id }) => id)) + 1;
  const items = itemsOf(blocks);
  const payloads = items.map(({ payload }) => payload);
  const ids = items.map((_, index) => firstId + index);
  const infos = items.map(({ kind, contentType }, index) => infe(firstId + index, kind, contentType));
  const others = boxesIn(memorySource(encoded), meta.at + 4, meta.end)
    .filter(({ type }) => !['iloc', 'iinf', 'iref', 'iprp'].includes(type))
    .map(({ start, end }) => encoded.subarray(start, end));
  const assemble = (items: readonly Location[]): Uint8Array =>
    box(
      'meta',
      noFlags,
      ...others,
      ilocBox(items),
      iinfBox(known, infos),
      iprpBox(known, blocks.profile),
      ...irefBox(known, ids),
    );
  // The size does not depend on the offsets, so a first pass with zeros shows where everything will be.
  const added = ids.map((id, index) => ({ id, offset: 0, length: payloads[index]?.length ?? 0 }));
  const shift = assemble([...old, ...added]).length - (meta.end - meta.start);
  let end = encoded.length + shift + 8;
  for (const item of added) {
    item.offset = end;
    end += item.length;
  }
  const moved = old.map((item) => ({ ...item, offset: item.offset + shift }));
  const head = encoded.subarray(0, meta.start);
  const parts = [head, assemble([...moved, ...added]), encoded.subarray(meta.end)];
  if (payloads.length > 0) parts.push(box('mdat', ...payloads));
  return { parts, dropped: [] };
}
