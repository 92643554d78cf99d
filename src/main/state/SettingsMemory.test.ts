import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PhotoSettings } from '@contract';
import { SettingsMemory } from './SettingsMemory';

let folder = '';
const at = (name: string): string => join(folder, name);
const open = (most?: number) => SettingsMemory.open(at('settings.json'), most);

function photo(name: string, content: string): string {
  writeFileSync(at(name), content);
  return at(name);
}

function settings(strength: number): PhotoSettings {
  return {
    model: 'candela',
    strength,
    controls: { denoise: 0.2 },
    finish: { brightness: 0, highlights: -0.5, colour: 0 },
  };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candela-settings-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('SettingsMemory', () => {
  it('finds the settings of a photo again after a start, wherever it lies and whatever its name', async () => {
    const path = photo('a.jpg', 'a night');
    await (await open()).keep({ path }, settings(0.4));
    copyFileSync(path, at('renamed.jpg'));
    utimesSync(at('renamed.jpg'), 1, 1);
    rmSync(path);
    expect(await (await open()).find({ path: at('renamed.jpg') })).toEqual(settings(0.4));
  });

  it('tells other content and other pages apart', async () => {
    const path = photo('a.tif', 'a night');
    const memory = await open();
    await memory.keep({ path }, settings(0.4));
    await memory.keep({ path, page: 2 }, settings(0.5));
    expect(await memory.find({ path, page: 1 })).toEqual(settings(0.4));
    expect(await memory.find({ path, page: 2 })).toEqual(settings(0.5));
    expect(await memory.find({ path, page: 3 })).toBeNull();
    expect(await memory.find({ path: photo('b.tif', 'a light') })).toBeNull();
    // A file that changed is another photo, whatever its name says.
    expect(await memory.find({ path: photo('a.tif', 'a NIGHT') })).toBeNull();
  });

  it('keeps marks beside settings, and forgets what has neither', async () => {
    const path = photo('a.jpg', 'a night');
    const marks = { rating: 3, isRejected: false };
    await (await open()).keepMarks({ path }, marks);
    const memory = await open();
    expect([await memory.find({ path }), await memory.findMarks({ path })]).toEqual([null, marks]);
    await memory.keep({ path }, settings(0.4));
    await memory.keepMarks({ path }, { rating: 0, isRejected: true });
    expect(await memory.find({ path })).toEqual(settings(0.4));
    await memory.keep({ path }, null);
    expect((await (await open()).findMarks({ path })).isRejected).toBe(true);
    await memory.keepMarks({ path }, { rating: 0, isRejected: false });
    expect(JSON.parse(readFileSync(at('settings.json'), 'utf8'))).toMatchObject({ photos: [] });
  });

  it('reads settings that were kept before there were marks', async () => {
    const path = photo('a.jpg', 'a night');
    await (await open()).keep({ path }, settings(0.4));
    const text = readFileSync(at('settings.json'), 'utf8');
    const stored = JSON.parse(text) as { photos: Record<string, unknown>[] };
    for (const one of stored.photos) delete one.marks;
    writeFileSync(at('settings.json'), JSON.stringify(stored));
    const memory = await open();
    expect(await memory.find({ path })).toEqual(settings(0.4));
    expect(await memory.findMarks({ path })).toEqual({ rating: 0, isRejected: false });
  });

  it('forgets what is neutral again, and the oldest beyond its number', async () => {
    const memory = await open(2);
    const paths = ['one', 'two', 'three'].map((content) => photo(`${content}.jpg`, content));
    for (const [index, path] of paths.entries()) await memory.keep({ path }, settings(index / 10));
    const found = await Promise.all(paths.map((path) => memory.find({ path })));
    expect(found).toEqual([null, settings(0.1), settings(0.2)]);
    await memory.keep({ path: paths[2]! }, null);
    expect(await memory.find({ path: paths[2]! })).toBeNull();
    expect(await (await open()).find({ path: paths[2]! })).toBeNull();
  });

  it('keeps the last of several changes', async () => {
    const memory = await open();
    const path = photo('a.jpg', 'a night');
    await Promise.all([0.1, 0.2, 0.3].map((strength) => memory.keep({ path }, settings(strength))));
    await memory.settled();
    expect(await (await open()).find({ path })).toEqual(settings(0.3));
  });

  it('writes no name and no folder', async () => {
    await (await open()).keep({ path: photo('private.jpg', 'a night') }, settings(0.4));
    const text = readFileSync(at('settings.json'), 'utf8');
    expect(text).not.toContain('private');
    expect(text).not.toContain(folder);
  });

  it('drops what does not parse, entry by entry', async () => {
    const path = photo('a.jpg', 'a night');
    await (await open()).keep({ path }, settings(0.4));
    const stored = JSON.parse(readFileSync(at('settings.json'), 'utf8')) as { photos: unknown[] };
    const broken = { sha256: 'x', size: 1, page: 1, settings: {} };
    writeFileSync(at('settings.json'), JSON.stringify({ ...stored, photos: [broken, ...stored.photos] }));
    expect(await (await open()).find({ path })).toEqual(settings(0.4));
  });

  it('says when a photo cannot be read, and reads it the next time', async () => {
    const memory = await open();
    await expect(memory.keep({ path: at('later.jpg') }, settings(0.4))).rejects.toMatchObject({
      code: 'ENOENT',
    });
    const path = photo('later.jpg', 'a night');
    await memory.keep({ path }, settings(0.4));
    expect(await memory.find({ path })).toEqual(settings(0.4));
  });
});
