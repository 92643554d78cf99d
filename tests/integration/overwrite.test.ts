import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputSettings, type ConflictPolicy } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { encodePhoto, type Encoded } from '../../src/engine/photo/write/encodePhoto';
import * as make from '../fixtures/photos';
import { onDisk, provenance, signal } from '../support/codec';
import { tempFolder } from '../support/tempFolder';

async function original(): Promise<string> {
  return onDisk(await make.jpeg(), 'original.jpg');
}

async function write(input: string, target: string, policy: ConflictPolicy = 'number'): Promise<Encoded> {
  const photo = await decodePhoto(input, { signal });
  const output = OutputSettings.parse({ onConflict: policy });
  return encodePhoto(photo, { target, format: 'jpeg', output, provenance }, { signal });
}

const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const names = (folder: string): string[] => readdirSync(folder).sort();

describe('encodePhoto, told to overwrite', () => {
  it('replaces an earlier result when told to', async () => {
    const folder = tempFolder();
    const target = join(folder, 'x.jpg');
    await write(await original(), target);
    const { ino } = statSync(target);
    expect(await write(await original(), target, 'overwrite')).toMatchObject({ path: target });
    expect(statSync(target).ino).not.toBe(ino);
    expect(names(folder)).toEqual(['x.jpg']);
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['a photo that is the original of another', () => make.jpeg()],
    ['a result that another program has worked on', resultEditedElsewhere],
    ['a result that bears no mark', unmarkedResult],
    ['a text', () => Promise.resolve(Buffer.from('notes'))],
    ['an empty file', () => Promise.resolve(Buffer.alloc(0))],
    ['a picture of a kind that is not read', () => Promise.resolve(Buffer.from(`BM${'\0'.repeat(60)}`))],
    ['a result that was rated since', ratedResult],
  ])('keeps %s, numbers the result and says so', async (_, content) => {
    const target = onDisk(await content(), 'x.jpg');
    const before = hash(target);
    const { path, notices } = await write(await original(), target, 'overwrite');
    expect(hash(target)).toBe(before);
    expect(path).toBe(join(dirname(target), 'x-2.jpg'));
    expect(notices).toEqual([
      {
        code: 'output.notReplaced',
        sentence: `The file with that name cannot be told to be an unchanged result of Candela, so it was kept; the result is ${path}.`,
      },
    ]);
  });

  it('does not replace, for another photo, what it numbered a moment ago', async () => {
    const target = onDisk(Buffer.from('kept'), 'x.jpg');
    const [first, second] = [await original(), await original()];
    const { path: numbered } = await write(first, target, 'overwrite');
    const before = hash(numbered ?? '');
    const { path } = await write(second, numbered ?? '', 'overwrite');
    expect(path).toBe(join(dirname(target), 'x-2-2.jpg'));
    expect(hash(numbered ?? '')).toBe(before);
  });
});

async function resultEditedElsewhere(): Promise<Buffer> {
  const { path } = await write(await original(), join(tempFolder(), 'result.jpg'));
  const edited = readFileSync(path ?? '');
  edited.write('Editor 9', edited.indexOf('Candela 0'), 'latin1');
  return edited;
}

/** As editors do that keep the name of the software that made the pixels. */
async function ratedResult(): Promise<Buffer> {
  const { path } = await write(await original(), join(tempFolder(), 'result.jpg'));
  const result = readFileSync(path ?? '').toString('latin1');
  return Buffer.from(result.replace('<xmp:ModifyDate>2', '<xmp:ModifyDate>3'), 'latin1');
}

async function unmarkedResult(): Promise<Buffer> {
  const photo = await decodePhoto(await original(), { signal });
  const request = { format: 'jpeg', output: OutputSettings.parse({ metadata: 'none' }), provenance } as const;
  const target = join(tempFolder(), 'result.jpg');
  await encodePhoto(photo, { ...request, target }, { signal });
  return readFileSync(target);
}
