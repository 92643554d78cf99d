import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { xmpForms } from '../../../../../tests/fixtures/exif';
import { joinExtended, splitExtended } from './extendedXmp';
import { ns } from './namespaces';
import { XmpDocument } from './XmpDocument';

const limit = 65_502;
const digits = '7'.repeat(100_000);

const written = (packet: string, name: string): boolean =>
  XmpDocument.open(packet)?.has([name === 'Lens' ? aux : ns.xmp, name]) ?? false;
const aux = 'http://ns.adobe.com/exif/1.0/aux/';

const longForms = {
  attributes: xmpForms.attributes.replace('Lens="Nuit 35mm"', `Lens="${digits}"`),
  elements: xmpForms.elements.replace('Nuit 35mm</aux', `${digits}</aux`),
};

describe.each(['attributes', 'elements'] as const)('a long packet of %s', (form) => {
  const { xmp, extendedXmp = '' } = splitExtended(longForms[form], limit);

  it('keeps what is short in the first part and moves what is long', () => {
    expect(Buffer.byteLength(xmp)).toBeLessThanOrEqual(limit);
    expect([written(xmp, 'Rating'), written(xmp, 'Lens')]).toEqual([true, false]);
    expect([written(extendedXmp, 'Rating'), written(extendedXmp, 'Lens')]).toEqual([false, true]);
  });

  it('names the second part by its MD5', () => {
    const md5 = createHash('md5').update(extendedXmp).digest('hex').toUpperCase();
    expect(xmp).toContain(`HasExtendedXMP>${md5}<`);
  });

  it('is one again after joining, and splits as before', () => {
    const joined = joinExtended(xmp, extendedXmp) ?? '';
    expect([written(joined, 'Rating'), written(joined, 'Lens')]).toEqual([true, true]);
    const again = splitExtended(joined, limit);
    expect([written(again.xmp, 'Rating'), written(again.extendedXmp ?? '', 'Lens')]).toEqual([true, true]);
  });
});

it('leaves a packet that fits as it is, and takes the room for editors before it splits', () => {
  expect(splitExtended(xmpForms.elements, limit)).toEqual({ xmp: xmpForms.elements });
  const roomy = xmpForms.elements.replace('<?xpacket end', `${' '.repeat(limit)}<?xpacket end`);
  const { xmp, extendedXmp } = splitExtended(roomy, limit);
  expect([xmp.length < 3000, extendedXmp]).toEqual([true, undefined]);
});

it('keeps prefixes that the second part declares outside its descriptions, and what it is about', () => {
  const extended = `<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:a="urn:a"><r:RDF xmlns:r="${ns.rdf}"><r:Description a:note="kept"/></r:RDF></x:xmpmeta>`;
  const joined = joinExtended(xmpForms.elements, extended) ?? '';
  expect(XmpDocument.open(joined)?.has(['urn:a', 'note'])).toBe(true);
  const about = longForms.elements.replace('rdf:about=""', 'rdf:about="uuid:7"');
  expect(splitExtended(about, limit).extendedXmp).toContain('rdf:about="uuid:7"');
});

it.each([
  ['no XML', 'no XML'],
  ['XML without RDF', '<a/>'],
  ['broken XML', xmpForms.elements.slice(0, -30)],
])('joins no second part that is %s', (_, extended) => {
  expect(joinExtended(xmpForms.elements, extended)).toBeNull();
});
