import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliFolder } from '../support/cliFolder';
import { oddFolder } from '../support/oddFolder';

describe('candela enhance, a folder of odd photos', () => {
  it('gives every file a line and every failure a sentence', async () => {
    const { home, enhanceJson } = await cliFolder();
    const formats = await oddFolder();
    const entries = await readdir(formats, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const out = join(home, 'out');
    const run = await enhanceJson([formats, '--recursive', '--out', out]);
    const [, ignored = '0'] = /(\d+) other files are not photos/.exec(run.stderr) ?? [];
    expect(run.photos.length + Number(ignored)).toBe(files.length);
    expect(run.photos.filter(({ error }) => error?.code === 'internal.unexpected')).toEqual([]);
    expect(run.photos.filter(({ error }) => /\{\w+\}/.test(error?.message ?? ''))).toEqual([]);
    const results = await readdir(out, { recursive: true, withFileTypes: true });
    const outputs = results
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.candela'))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(outputs.sort()).toEqual(run.photos.flatMap(({ output }) => output ?? []).sort());
  });
});
