import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Preferences } from '@contract';
import { Kept } from './Kept';
import { preferencesFile } from './preferencesFile';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candela-preferences-'));
  path = join(folder, 'preferences.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = () => preferencesFile(path).read();
const defaults = Preferences.parse({});
const preset = { version: 1, name: 'Night', strength: 0.5, controls: {}, finish: {} };

describe('preferencesFile', () => {
  it('has defaults where there is no file', async () => {
    expect(await read()).toEqual(defaults);
  });

  it('reads back what was written, and leaves nothing else in the folder', async () => {
    const wanted = { ...defaults, theme: 'light' as const, model: 'candela' };
    await preferencesFile(path).write(wanted);
    expect(await read()).toEqual(wanted);
    expect(readdirSync(folder)).toEqual(['preferences.json']);
  });

  it('sets a broken file aside and goes on with defaults', async () => {
    writeFileSync(path, '{"theme": "li');
    expect(await read()).toEqual(defaults);
    expect(readFileSync(`${path}.broken`, 'utf8')).toBe('{"theme": "li');
    expect(readdirSync(folder)).toEqual(['preferences.json.broken']);
  });

  it.each([['null'], ['[]'], ['"dark"'], ['3']])(
    'sets %s aside, which is no set of preferences',
    async (text) => {
      writeFileSync(path, text);
      expect(await read()).toEqual(defaults);
      expect(readdirSync(folder)).toEqual(['preferences.json.broken']);
    },
  );

  it('drops what does not parse key by key', async () => {
    const stored = {
      version: 1,
      theme: 'light',
      view: 'upside-down',
      provider: 7,
      unheardOf: true,
      presets: [preset, { name: '' }],
      exportChoices: { format: 'png', quality: 900, metadata: 'none' },
      batch: { isOnlyDark: true, darkness: 7, series: true },
    };
    writeFileSync(path, JSON.stringify(stored));
    const found = await read();
    expect(found).toMatchObject({ theme: 'light', view: 'split', provider: 'auto' });
    expect(found.presets.map(({ name }) => name)).toEqual(['Night']);
    expect(found.exportChoices).toMatchObject({ format: 'png', metadata: 'none' });
    expect(found.exportChoices.quality).toBeUndefined();
    expect(found.batch).toMatchObject({ isOnlyDark: true, darkness: 0.25, series: true, copyRest: false });
    expect(found).not.toHaveProperty('unheardOf');
  });

  it('takes a file that names no version', async () => {
    writeFileSync(path, JSON.stringify({ theme: 'system' }));
    expect(await read()).toMatchObject({ version: 1, theme: 'system' });
  });

  it('keeps a file of a later version and takes from it what it knows', async () => {
    writeFileSync(path, JSON.stringify({ version: 9, theme: 'light', view: { kind: 'new' } }));
    expect(await read()).toMatchObject({ version: 1, theme: 'light', view: 'split' });
    expect(readdirSync(folder)).toEqual(['preferences.json.newer']);
  });

  it('says so when nothing can be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(preferencesFile(join(folder, 'file', 'preferences.json')).write(defaults)).rejects.toThrow();
  });
});

describe('Kept', () => {
  it('writes the last of many changes', async () => {
    const kept = await Kept.open(preferencesFile(path));
    const changes = ['light', 'dark', 'system'].map((theme) =>
      kept.change(Preferences.pick({ theme: true }).parse({ theme })),
    );
    await Promise.all(changes);
    expect(kept.value.theme).toBe('system');
    expect((await read()).theme).toBe('system');
  });
});
