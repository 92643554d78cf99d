import { describe, expect, it } from 'vitest';
import { sniff } from './sniff';

const bytes = (text: string): Uint8Array => Buffer.from(text.padEnd(64, '\0'), 'latin1');
const isoMedia = (major: string, ...others: string[]): Uint8Array => {
  const brands = others.join('');
  const box = Buffer.from(`\0\0\0\0ftyp${major}\0\0\0\0${brands}`, 'latin1');
  box.writeUInt32BE(box.length, 0);
  return Buffer.concat([box, Buffer.alloc(32)]);
};

describe('sniff', () => {
  it.each([
    ['jpeg', bytes('\xff\xd8\xff\xe0')],
    ['png', bytes('\x89PNG\r\n\x1a\n')],
    ['gif', bytes('GIF87a')],
    ['gif', bytes('GIF89a')],
    ['bmp', bytes('BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')],
    ['tiff', bytes('II\x2a\0\x08\0\0\0')],
    ['tiff', bytes('MM\0\x2a\0\0\0\x08')],
    ['tiff', bytes('II\x2b\0\x08\0\0\0')],
    ['webp', bytes('RIFF\0\0\0\0WEBPVP8 ')],
    ['avif', isoMedia('avif', 'mif1', 'miaf')],
    ['avif', isoMedia('avis', 'msf1')],
    ['avif', isoMedia('mif1', 'avif')],
    ['raw', isoMedia('crx ', 'isom')],
    ['raw', bytes('IIRO\x08\0\0\0')],
    ['raw', bytes('IIU\0\x18\0\0\0')],
    ['raw', bytes('FUJIFILMCCD-RAW 0201')],
    ['raw', bytes('II\x1a\0\0\0HEAPCCDR')],
    ['jxl', bytes('\xff\x0a')],
    ['jxl', bytes('\0\0\0\x0cJXL \r\n\x87\n')],
    ['heic', isoMedia('heic', 'mif1')],
    ['heic', isoMedia('heix', 'mif1')],
    ['heic', isoMedia('mif1', 'heic')],
    ['heic', isoMedia('msf1', 'hevc')],
    ['heic', Buffer.concat([isoMedia('mif1', 'miaf'), Buffer.from('infe hvc1')])],
  ])('reads a %s by its first bytes', (format, head) => {
    expect(sniff(head)).toEqual({ kind: 'photo', format });
  });

  it.each([['a JPEG 2000 picture', bytes('\0\0\0\x0cjP  \r\n\x87\n')]])(
    'names %s, which it does not read',
    (name, head) => {
      expect(sniff(head)).toEqual({ kind: 'unsupported', name });
    },
  );

  it.each([
    ['text', Buffer.from('Dear diary, today it rained. Grüße!\n')],
    ['text', Buffer.from('\ufeffDear diary', 'utf16le')],
    [
      'an SVG drawing',
      Buffer.from('<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['a web page', Buffer.from('<!DOCTYPE html><html></html>')],
    ['a PDF document', bytes('%PDF-1.7')],
    ['a Photoshop document', bytes('8BPS')],
    ['a video', isoMedia('isom', 'mp42')],
    ['a video', bytes('RIFF\0\0\0\0AVI LIST')],
    ['a program', bytes('MZ\x90')],
    ['a program', bytes('\x7fELF')],
    ['of a kind that Candela does not know', Buffer.from([1, 2, 3, 4, 5, 6, 200, 0, 0, 0])],
  ])('says %s of what is no photo', (name, head) => {
    expect(sniff(head)).toEqual({ kind: 'notAPhoto', name });
  });
});
