import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../tests/support/tempFolder';
import { wholeLines } from './lines';

async function linesOf(content: string | Buffer, pieceBytes?: number) {
  const path = join(tempFolder(), 'lines');
  await writeFile(path, content);
  const file = await open(path);
  try {
    const texts: (string | null)[] = [];
    let [bytes, rest] = [0, 0];
    for await (const lines of wholeLines(file, pieceBytes)) {
      texts.push(...lines.texts);
      ({ bytes, rest } = lines);
    }
    return { texts, bytes, rest };
  } finally {
    await file.close();
  }
}

describe('wholeLines', () => {
  const text = 'one\n\nzwölf 🌃 \u2028 more\nlast\ncut';

  it.each([1, 2, 3, 7, 1000])('gives the same lines in pieces of %i bytes', async (pieceBytes) => {
    expect(await linesOf(text, pieceBytes)).toEqual({
      texts: ['one', '', 'zwölf 🌃 \u2028 more', 'last'],
      bytes: Buffer.byteLength(text) - 3,
      rest: 3,
    });
  });

  it('knows files without a whole line', async () => {
    expect(await linesOf('')).toEqual({ texts: [], bytes: 0, rest: 0 });
    expect(await linesOf('cut')).toEqual({ texts: [], bytes: 0, rest: 3 });
  });

  it('passes over a line that is far too long', async () => {
    const content = Buffer.concat([
      Buffer.from('one\n'),
      Buffer.alloc(17 << 20, 'x'),
      Buffer.from('\ntwo\n'),
    ]);
    expect(await linesOf(content)).toEqual({ texts: ['one', null, 'two'], bytes: content.length, rest: 0 });
  });
});
