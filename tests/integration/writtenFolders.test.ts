import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeWrite } from '../../src/engine/photo/write/safeWrite';
import { signal } from '../support/codec';
import { tempFolder } from '../support/tempFolder';

const names = (folder: string): string[] => readdirSync(folder).sort();

const request = (target: string): Parameters<typeof safeWrite>[0] => ({
  target,
  original: '/nowhere/original.jpg',
  policy: 'number',
  parts: [Buffer.from('one')],
  check: () => Promise.resolve(),
  signal,
});

describe('safeWrite', () => {
  it('leaves no folder that it made for a result that was not written', async () => {
    const home = tempFolder();
    mkdirSync(join(home, 'there'));
    const check = (): Promise<void> => Promise.reject(new Error('not what it should be'));
    for (const folder of ['new', 'new/deeper', 'there', 'there/new'])
      await expect(safeWrite({ ...request(join(home, folder, 'x.bin')), check })).rejects.toThrow();
    expect(names(home)).toEqual(['there']);
    expect(names(join(home, 'there'))).toEqual([]);
  });

  it('keeps the folder that two results share when only one of them is written', async () => {
    const folder = join(tempFolder(), 'new');
    const check = (): Promise<void> => Promise.reject(new Error('not what it should be'));
    const [failed, written] = await Promise.allSettled([
      safeWrite({ ...request(join(folder, 'x.bin')), check }),
      safeWrite(request(join(folder, 'y.bin'))),
    ]);
    expect([failed.status, written.status]).toEqual(['rejected', 'fulfilled']);
    expect(names(folder)).toEqual(['y.bin']);
  });
});
