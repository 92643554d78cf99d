/** @file Copies of photos that need no enhancing. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { identifyFile } from '@disk';
import { copyPhoto } from '../../src/engine/photo/write/copyPhoto';
import { tempFolder } from '../support/tempFolder';

const { signal } = new AbortController();

it('copies byte for byte, replaces nothing, and knows its own copy', async () => {
  const folder = tempFolder();
  const input = join(folder, 'a.jpg');
  const output = join(folder, 'out/deep/a.jpg');
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));
  await writeFile(input, bytes);
  const copied = async () => (await copyPhoto({ input, output }, { signal })).path;
  expect(await copied()).toBe(output);
  expect((await readFile(output)).equals(bytes)).toBe(true);
  expect(await copied()).toBe(output);
  await writeFile(output, 'another file');
  expect(await copied()).toBe(join(folder, 'out/deep/a-2.jpg'));
  expect(await copied()).toBe(join(folder, 'out/deep/a-2.jpg'));
  expect(await readFile(output, 'utf8')).toBe('another file');
  expect((await readdir(join(folder, 'out/deep'))).sort()).toEqual(['a-2.jpg', 'a.jpg']);
  expect((await readFile(input)).equals(bytes)).toBe(true);
});

it('notes the copy for a journal, and refuses a photo that changed since it was hashed', async () => {
  const folder = tempFolder();
  const [input, output] = [join(folder, 'a.jpg'), join(folder, 'out/a.jpg')];
  await writeFile(input, 'photo');
  const { size, mtimeMs, sha256 } = await identifyFile(input);
  await mkdir(join(folder, 'out/.candela'), { recursive: true });
  const placings = join(folder, 'out/.candela/journal.placings.jsonl');
  const journal = { run: '0123abcd', placings, input: { size, mtimeMs } };
  expect(await copyPhoto({ input, output, journal }, { signal })).toEqual({ path: output, size, sha256 });
  const notes = (await readFile(placings, 'utf8')).trimEnd().split('\n');
  expect(notes.map((line): unknown => JSON.parse(line))).toContainEqual({
    ...{ planned: output, output, size, sha256, input: { size, mtimeMs } },
  });
  await writeFile(input, 'another');
  await expect(copyPhoto({ input, output, journal }, { signal })).rejects.toMatchObject({
    code: 'photo.changed',
  });
});

it('fails with a reason, and leaves nothing half-written', async () => {
  const folder = tempFolder();
  const output = join(folder, 'out/a.jpg');
  await expect(copyPhoto({ input: join(folder, 'gone.jpg'), output }, { signal })).rejects.toMatchObject({
    code: 'input.missing',
  });
  await writeFile(join(folder, 'a.jpg'), 'x');
  await writeFile(join(folder, 'out'), 'a file');
  await expect(copyPhoto({ input: join(folder, 'a.jpg'), output }, { signal })).rejects.toMatchObject({
    code: 'output.notAFolder',
  });
  await mkdir(join(folder, 'free'));
  const stopped = copyPhoto(
    { input: join(folder, 'a.jpg'), output: join(folder, 'free/a.jpg') },
    { signal: AbortSignal.abort() },
  );
  await expect(stopped).rejects.toThrow(/abort/i);
  expect(await readdir(join(folder, 'free'))).toEqual([]);
});
