/** @file Copies of photos that need no enhancing. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyPhoto } from '../../src/engine/photo/write/copyPhoto';
import { tempFolder } from '../support/tempFolder';

const { signal } = new AbortController();

it('copies byte for byte, replaces nothing, and knows its own copy', async () => {
  const folder = tempFolder();
  const input = join(folder, 'a.jpg');
  const output = join(folder, 'out/deep/a.jpg');
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));
  await writeFile(input, bytes);
  expect(await copyPhoto({ input, output }, { signal })).toBe(output);
  expect((await readFile(output)).equals(bytes)).toBe(true);
  expect(await copyPhoto({ input, output }, { signal })).toBe(output);
  await writeFile(output, 'another file');
  expect(await copyPhoto({ input, output }, { signal })).toBe(join(folder, 'out/deep/a-2.jpg'));
  expect(await readFile(output, 'utf8')).toBe('another file');
  expect((await readdir(join(folder, 'out/deep'))).sort()).toEqual(['a-2.jpg', 'a.jpg']);
  expect((await readFile(input)).equals(bytes)).toBe(true);
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
