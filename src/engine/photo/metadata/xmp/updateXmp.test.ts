import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmpForms } from '../../../../../tests/fixtures/exif';
import { scanXml } from './scanXml';
import { updateXmp, type XmpEdits } from './updateXmp';

const edits: XmpEdits = {
  provenance: {
    software: 'Candela 0.1.0',
    model: 'm',
    modelVersion: '1',
    modelSha256: 'ab',
    provider: 'cpu',
    settings: '{"a":"<&>"}',
  },
  now: new Date(0),
  width: 3,
  height: 2,
  keepGps: true,
  mirrored: [],
  mirroredIsNewer: false,
  texts: [],
  settlesOrientation: true,
  colour: 'asWas',
};

describe('updateXmp', () => {
  it.each([
    ['nothing', undefined, false],
    ['an empty text', '', true],
    ['text that is no XML', 'hello', true],
    ['XML without RDF', '<a/>', true],
    ['an element left open', xmpForms.elements.replace('</xmp:Rating>', ''), true],
    ['a stray ampersand', xmpForms.elements.replace('Blue', 'Blue & green'), true],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${xmpForms.elements}`, true],
  ])('makes a packet of its own from %s', (_, original, isBroken) => {
    const result = updateXmp(original, edits);
    expect(result.isBroken).toBe(isBroken);
    expect(result.packet).toContain('Candela 0.1.0');
    expect(scanXml(result.packet.replace('\ufeff', ''))).not.toBeNull();
  });

  it('follows the namespace, whatever the prefix', () => {
    const renamed = xmpForms.attributes
      .replaceAll('tiff:', 'bild:')
      .replaceAll('rdf:', 'r:')
      .replace('xmlns:tiff', 'xmlns:bild')
      .replace('xmlns:rdf', 'xmlns:r');
    expect(updateXmp(renamed, edits).packet).toContain('bild:Orientation="1"');
  });

  it('fills an empty history', () => {
    const emptied = xmpForms.attributes.replace(/<rdf:Seq>.*<\/rdf:Seq>/, '<rdf:Seq/>');
    expect(updateXmp(emptied, edits).packet).toMatch(
      /<rdf:Seq><rdf:li [^>]*stEvt:action="edited"[^>]*\/><\/rdf:Seq>/,
    );
  });

  it.each([
    ['an old field of Dublin Core', 'http://purl.org/dc/elements/1.1/', 'coverage'],
    ['a field of video programs', 'http://ns.adobe.com/xmp/1.0/DynamicMedia/', 'shotLocation'],
    ['coordinates of the W3C', 'http://www.w3.org/2003/01/geo/wgs84_pos#', 'lat'],
    ['coordinates of a drone', 'http://www.dji.com/drone-dji/1.0/', 'GpsLatitude'],
  ])('leaves no place behind that %s tells, when it is not wanted', (_, namespace, local) => {
    const inside = `<p:${local} xmlns:p="${namespace}">Lutetia</p:${local}></rdf:Description>`;
    const told = xmpForms.elements.replace('</rdf:Description>', inside);
    expect(updateXmp(told, edits).packet).toContain('Lutetia</p:');
    expect(updateXmp(told, { ...edits, keepGps: false }).packet).not.toContain('Lutetia</p:');
  });

  it('gives well-formed XML for any provenance', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (settings) => {
        const { packet } = updateXmp(xmpForms.elements, {
          ...edits,
          provenance: { ...edits.provenance, settings },
        });
        expect(scanXml(packet.replace('\ufeff', ''))).not.toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});
