import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CandelaError, OutputSettings, type OutputFormat } from '@contract';
import { decodePhoto } from '../../src/engine/photo/decodePhoto';
import { encodePhoto } from '../../src/engine/photo/encodePhoto';
import { cameraExif, iptc, photoshopResources, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { decode, encode, provenance, signal } from '../support/codec';
import { tempFolder } from '../support/tempFolder';

/** Any number of cases by CANDELA_FUZZ; the same ones each time. */
const cases = Number(process.env.CANDELA_FUZZ ?? 600);
const formats: OutputFormat[] = ['jpeg', 'png', 'tiff', 'webp', 'avif'];

/** Whole photos with every block of metadata, one of each format. */
async function seeds(): Promise<Buffer[]> {
  const rich = make.withSegments(
    await make.p3Jpeg(),
    make.segment(0xe1, 'Exif\0\0', cameraExif(true).block),
    make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmpForms.attributes)),
    make.segment(0xed, 'Photoshop 3.0\0', photoshopResources(iptc)),
  );
  const photo = await decode(rich, 'rich.jpg');
  const files: Buffer[] = [rich];
  for (const format of formats) files.push(readFileSync((await encode(photo, format)).path));
  return files;
}

/** Numbers below a limit, the same from run to run. */
function generator(): (limit: number) => number {
  let state = 7;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

it(`meets ${cases} truncated and altered photos without a crash, a surprise or a file left behind`, async () => {
  const random = generator();
  const files = await seeds();
  const folder = tempFolder();
  const surprises: string[] = [];
  for (let index = 0; index < cases; index++) {
    const bytes = Buffer.from(files[index % files.length]!);
    for (let left = 1 + random(8); left > 0; left--) {
      // Most damage where the structure is: near the start.
      bytes[random(random(3) === 0 ? bytes.length : Math.min(bytes.length, 3000))] = random(256);
    }
    const input = join(folder, 'input');
    writeFileSync(input, random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes);
    const output = OutputSettings.parse({ onConflict: 'overwrite', keepGps: random(2) === 0 });
    const request = { target: join(folder, 'output'), format: formats[random(4)]!, output, provenance };
    try {
      await encodePhoto(await decodePhoto(input, { signal }), request, { signal });
    } catch (error) {
      const isExpected = error instanceof CandelaError && error.code.startsWith('photo.');
      if (!isExpected) surprises.push(`case ${index}: ${String(error)}`);
    }
  }
  expect(surprises).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
