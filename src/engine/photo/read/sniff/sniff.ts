import { formats, PhotoFormat, type Signature } from '@contract';
import { asciiAt, startsWith } from '../../bytes';

/** A file's kind by its first bytes. `tiff` may still turn out to be a camera raw (sniffTiff). */
export type Sniffed =
  | { kind: 'photo'; format: PhotoFormat }
  | { kind: 'unsupported'; name: string }
  | { kind: 'notAPhoto'; name: string };

/** The number of bytes that `sniff` needs. */
export const sniffLength = 4096;

const photo = (format: PhotoFormat): Sniffed => ({ kind: 'photo', format });
const unsupported = (name: string): Sniffed => ({ kind: 'unsupported', name });
const notAPhoto = (name: string): Sniffed => ({ kind: 'notAPhoto', name });

/** Magic bytes (Latin-1) at an offset of what is not read, first match wins. Some begin like a format that is read, so these come first. */
const magic: readonly (readonly [offset: number, bytes: string, result: Sniffed])[] = [
  [0, '\x89PNG\r\n\x1a\n\0\0\0\x04CgBI', unsupported('an Apple-optimised PNG (CgBI)')],
  [0, 'II\xbc\x01', unsupported('a JPEG XR picture')],
  [0, '\0\0\0\x0cjP  \r\n\x87\n', unsupported('a JPEG 2000 picture')],
  [0, '\xff\x4f\xff\x51', unsupported('a JPEG 2000 picture')],
  [0, '\x76\x2f\x31\x01', unsupported('an OpenEXR picture')],
  [0, '#?RADIANCE', unsupported('a Radiance HDR picture')],
  [0, '#?RGBE', unsupported('a Radiance HDR picture')],
  [0, '8BPS', notAPhoto('a Photoshop document')],
  [0, 'gimp xcf', notAPhoto('a GIMP document')],
  [0, '%PDF', notAPhoto('a PDF document')],
  [0, '%!PS', notAPhoto('a PostScript document')],
  [0, '\0\0\x01\0', notAPhoto('an icon')],
  [0, 'PK\x03\x04', notAPhoto('a ZIP archive or an office document')],
  [0, '\x1f\x8b', notAPhoto('a compressed archive')],
  [0, '7z\xbc\xaf', notAPhoto('a 7-Zip archive')],
  [0, 'Rar!', notAPhoto('a RAR archive')],
  [0, 'MZ', notAPhoto('a program')],
  [0, '\x7fELF', notAPhoto('a program')],
  [0, '\xcf\xfa\xed\xfe', notAPhoto('a program')],
  [0, '\x1a\x45\xdf\xa3', notAPhoto('a video')],
  [0, 'OggS', notAPhoto('a sound or a video')],
  [0, 'ID3', notAPhoto('a sound')],
  [0, 'fLaC', notAPhoto('a sound')],
  [0, 'SQLite format 3', notAPhoto('a database')],
];

const fits = (head: Uint8Array, signature: Signature): boolean =>
  signature.every(([offset, bytes]) => startsWith(head, bytes, offset));

function sniffSignature(head: Uint8Array): Sniffed | null {
  const found = PhotoFormat.options.find((format) =>
    formats[format].signatures.some((signature) => fits(head, signature)),
  );
  return found === undefined ? null : photo(found);
}

const hevcBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'];

function sniffRiff(head: Uint8Array): Sniffed | null {
  if (!startsWith(head, 'RIFF')) return null;
  const kind = asciiAt(head, 8, 4);
  return notAPhoto(kind === 'AVI ' ? 'a video' : kind === 'WAVE' ? 'a sound' : 'a RIFF file that is no WebP');
}

/**
 * ISO base media files: AVIF, HEIC, Canon's CR3 and all kinds of video share one outer structure. Their brands distinguish them.
 */
function sniffIsoMedia(head: Uint8Array): Sniffed | null {
  if (!startsWith(head, 'ftyp', 4)) return null;
  const size = Buffer.from(head).readUInt32BE(0);
  const brands =
    (asciiAt(head, 8, 4) + asciiAt(head, 16, Math.max(0, Math.min(size, 256) - 16))).match(/.{4}/gs) ?? [];
  const has = (names: readonly string[]): boolean => brands.some((brand) => names.includes(brand));
  if (has(['avif', 'avis'])) return photo('avif');
  if (has(hevcBrands)) return photo('heic');
  if (has(['j2ki', 'jp2 '])) return unsupported('a JPEG 2000 picture');
  if (has(['mif1', 'msf1', 'miaf'])) return sniffMif1(head);
  return notAPhoto('a video');
}

/** `mif1` only means that there are pictures inside. The codec of the items decides. */
function sniffMif1(head: Uint8Array): Sniffed {
  return photo(asciiAt(head, 0, head.length).includes('av01') ? 'avif' : 'heic');
}

function sniffText(head: Uint8Array): Sniffed | null {
  const buffer = Buffer.from(head);
  const isUtf16 = startsWith(head, '\xff\xfe') || startsWith(head, '\xfe\xff');
  const text = buffer.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  if (/<svg[\s>]/i.test(text)) return notAPhoto('an SVG drawing');
  // Text has no other control characters. Its last character may be cut off at the end of `head`.
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) || text.slice(0, -3).includes('\ufffd')) return null;
  if (/^\s*<(!doctype html|html)/i.test(text)) return notAPhoto('a web page');
  return notAPhoto('text');
}

/** Recognises a file by its first bytes. Its name does not matter. */
export function sniff(head: Uint8Array): Sniffed {
  for (const [offset, bytes, result] of magic) if (startsWith(head, bytes, offset)) return result;
  return (
    sniffSignature(head) ??
    sniffRiff(head) ??
    sniffIsoMedia(head) ??
    sniffText(head) ??
    notAPhoto('of a kind that Candela does not know')
  );
}
