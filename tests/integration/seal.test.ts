import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputFormat, OutputSettings } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { encodePhoto } from '../../src/engine/photo/write/encodePhoto';
import { isUntouchedResult } from '../../src/engine/photo/write/seal';
import { xmpForms } from '../fixtures/exif';
import { onDisk, provenance, signal } from '../support/codec';
import { richJpeg } from '../support/richPhoto';
import { tempFolder } from '../support/tempFolder';

type Options = { metadata?: 'all' | 'none'; xmp?: string };

async function result(format: OutputFormat, { metadata = 'all', xmp }: Options = {}): Promise<string> {
  const photo = await decodePhoto(onDisk(await richJpeg({ orientation: 1 }), 'a.jpg'), { signal });
  if (xmp !== undefined) photo.metadata.xmp = xmp;
  const target = join(tempFolder(), `result.${format}`);
  const output = OutputSettings.parse({ metadata });
  await encodePhoto(photo, { target, format, output, provenance }, { signal });
  return target;
}

const isUntouched = (path: string): Promise<boolean> => isUntouchedResult(path, { signal });

/** Places all over a file, its ends and the digits of its seal among them. */
function placesIn(file: Buffer): number[] {
  const seal = file.indexOf('<candela:seal>') + 14;
  const spread = Array.from({ length: 20 }, (_, index) => Math.floor((index * (file.length - 1)) / 19));
  const xmpChunk = file.indexOf('iTXtXML:com.adobe.xmp');
  const chunkChecksum = xmpChunk < 0 ? [] : [xmpChunk + 4 + file.readUInt32BE(xmpChunk - 4)];
  return [...spread, seal, seal + 63, ...chunkChecksum];
}

describe('the seal of a result', () => {
  it.each(OutputFormat.options)(
    'proves a %s, wherever it lies, until one byte is another',
    async (format) => {
      const path = await result(format);
      expect(await isUntouched(path)).toBe(true);
      const moved = join(tempFolder(), 'moved');
      copyFileSync(path, moved);
      expect(await isUntouched(moved)).toBe(true);
      const file = readFileSync(path);
      for (const at of placesIn(file)) {
        const changed = Buffer.from(file);
        changed[at] = (file[at] ?? 0) ^ 1;
        writeFileSync(moved, changed);
        expect({ at, isUntouched: await isUntouched(moved) }).toEqual({ at, isUntouched: false });
      }
      for (const other of [file.subarray(0, -1), Buffer.concat([file, Buffer.alloc(1)])]) {
        writeFileSync(moved, other);
        expect(await isUntouched(moved)).toBe(false);
      }
    },
  );

  it('stands in the first part of a packet that takes two, whose second keeps its name', async () => {
    const long = xmpForms.attributes.replace(
      '</rdf:RDF>',
      `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:source>${'x'.repeat(90_000)}</dc:source></rdf:Description></rdf:RDF>`,
    );
    const path = await result('jpeg', { xmp: long });
    expect(readFileSync(path).includes('http://ns.adobe.com/xmp/extension/')).toBe(true);
    expect(await isUntouched(path)).toBe(true);
    const { metadata } = await decodePhoto(path, { signal });
    expect(metadata.extendedXmp?.length).toBeGreaterThan(90_000);
  });

  it('is made anew for a result of a result', async () => {
    const first = readFileSync(await result('png'));
    const photo = await decodePhoto(onDisk(first, 'again.png'), { signal });
    const target = join(tempFolder(), 'second.png');
    const output = OutputSettings.parse({});
    await encodePhoto(photo, { target, format: 'png', output, provenance }, { signal });
    expect(await isUntouched(target)).toBe(true);
    expect(readFileSync(target, 'latin1').match(/<candela:seal>/g)).toHaveLength(1);
  });

  it('is not there without metadata, nor in what is no file', async () => {
    expect(await isUntouched(await result('jpeg', { metadata: 'none' }))).toBe(false);
    expect(await isUntouched(tempFolder())).toBe(false);
    expect(await isUntouched(join(tempFolder(), 'nothing.jpg'))).toBe(false);
  });
});
