import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRouter, type TestRouter } from '../support/router';
import { bundle } from '../support/runBundled';

let entry = '';
let at: TestRouter;

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

beforeEach(async () => {
  at = await openRouter(entry);
});

const look = {
  inference: { model: 'cnn', controls: {}, provider: 'auto' as const },
  mix: { strength: 0.5, finish: {} },
};
const choices = {};

describe('results', () => {
  it('are written beside the photo by the command line’s names, shown, and undone', async () => {
    const [path = ''] = at.put('shoot/night.jpg');
    const photo = await at.open(path);
    const example = await at.call('save.example', { photo, look, choices });
    const saved = await at.call('save.write', { photo, look, choices });
    expect(example.name).toBe('night-candela.jpg');
    expect(saved).toMatchObject({ name: 'night-candela.jpg', folder: 'shoot/enhanced', provider: 'cpu' });
    const result = join(at.home, 'shoot/enhanced/night-candela.jpg');
    expect(readFileSync(result, 'utf8')).toBe('enhanced night.jpg');
    expect((await at.call('save.example', { photo, look, choices })).name).toBe('night-candela-2.jpg');
    await at.call('save.reveal', { save: saved.save });
    expect(at.person.revealed).toEqual([result]);
    await at.call('save.undo', { save: saved.save });
    expect(existsSync(result)).toBe(false);
    expect(await at.answer('save.undo', { save: saved.save })).toMatchObject({
      error: { code: 'output.undoRefused' },
    });
  });

  it('go where a person says, in the format of that name', async () => {
    const photo = await at.open(at.put('shoot/night.jpg')[0]!);
    at.person.answers = [join(at.home, 'mine/best.png')];
    const chosen = await at.call('save.chooseFile', { photo, look, choices });
    expect(at.person.suggested).toEqual([join(at.home, 'shoot/enhanced/night-candela.jpg')]);
    expect(chosen).toMatchObject({ name: 'best.png', folder: `${basename(at.home)}/mine` });
    const saved = await at.call('save.write', { photo, look, choices, target: chosen!.target });
    expect(saved).toMatchObject({ name: 'best.png', canUndo: true });
    expect(readFileSync(join(at.home, 'mine/best.png'), 'utf8')).toBe('enhanced night.jpg');
    // A name without an extension gets the photo's.
    at.person.answers = [join(at.home, 'mine/best')];
    const bare = await at.call('save.chooseFile', { photo, look, choices });
    expect(bare?.name).toBe('best.jpg');
    at.person.answers = [];
    expect(await at.call('save.chooseFile', { photo, look, choices })).toBeNull();
  });

  it('never go over an original, whichever of the open photos it is', async () => {
    const [night = '', other = ''] = at.put('shoot/night.jpg', 'shoot/other.jpg');
    const photo = await at.open(night);
    await at.open(other);
    linkSync(other, join(at.home, 'linked.jpg'));
    for (const path of [night, other, join(at.home, 'linked.jpg')]) {
      at.person.answers = [path];
      expect(await at.answer('save.chooseFile', { photo, look, choices })).toMatchObject({
        error: { code: 'output.isInput' },
      });
    }
    expect(await at.answer('save.write', { photo, look, choices, target: 'a'.repeat(32) })).toMatchObject({
      ok: false,
    });
    expect(readFileSync(other, 'utf8')).toBe('shoot/other.jpg');
  });

  it('are dragged out as files, and only what was saved', async () => {
    const photo = await at.open(at.put('night.jpg')[0]!);
    const { save } = await at.call('save.write', { photo, look, choices });
    await at.call('save.drag', { saves: [save] });
    expect(at.person.dragged).toEqual([join(at.home, 'enhanced/night-candela.jpg')]);
    expect(await at.answer('save.drag', { saves: [photo] })).toMatchObject({ ok: false });
  });

  it('take the folders with them that were made for them, once none is left in there', async () => {
    const photo = await at.open(at.put('shoot/night.jpg')[0]!);
    at.person.answers = [join(at.home, 'new/mine')];
    await at.call('save.chooseFolder', {});
    const first = await at.call('save.write', { photo, look, choices });
    const second = await at.call('save.write', { photo, look, choices });
    await at.call('save.undo', { save: first.save });
    expect(readdirSync(join(at.home, 'new/mine'))).toEqual(['night-candela-2.jpg']);
    await at.call('save.undo', { save: second.save });
    expect(existsSync(join(at.home, 'new'))).toBe(false);
    expect(existsSync(join(at.home, 'shoot/night.jpg'))).toBe(true);
  });

  it('leave a folder that was there before, and one that holds something else by now', async () => {
    mkdirSync(join(at.home, 'old/enhanced'), { recursive: true });
    const undone = async (path: string, note?: string) => {
      const photo = await at.open(at.put(path)[0]!);
      const { save } = await at.call('save.write', { photo, look, choices });
      if (note !== undefined) at.put(note);
      await at.call('save.undo', { save });
    };
    await undone('old/night.jpg');
    await undone('new/night.jpg', 'new/enhanced/note.txt');
    expect(readdirSync(join(at.home, 'old/enhanced'))).toEqual([]);
    expect(readdirSync(join(at.home, 'new/enhanced'))).toEqual(['note.txt']);
  });

  it('are not removed when somebody changed them', async () => {
    const photo = await at.open(at.put('night.jpg')[0]!);
    const { save } = await at.call('save.write', { photo, look, choices });
    const result = join(at.home, 'enhanced/night-candela.jpg');
    writeFileSync(result, 'edited night.jpg!!');
    expect(await at.answer('save.undo', { save })).toMatchObject({
      error: { message: 'night-candela.jpg was not removed: it was changed since.' },
    });
    expect(existsSync(result)).toBe(true);
  });

  it('are left out when their name is taken and that was asked for', async () => {
    const photo = await at.open(at.put('night.jpg', 'enhanced/night-candela.jpg')[0]!);
    const saved = await at.call('save.write', { photo, look, choices: { onConflict: 'skip' } });
    expect(saved).toMatchObject({ name: null, provider: null });
    expect(await at.answer('save.undo', { save: saved.save })).toMatchObject({ ok: false });
    expect(readFileSync(join(at.home, 'enhanced/night-candela.jpg'), 'utf8')).toBe(
      'enhanced/night-candela.jpg',
    );
  });

  it('of two saves that overlap are numbered from the photo’s own name', async () => {
    const photo = await at.open(at.put('night.jpg', 'enhanced/night-candela.jpg')[0]!);
    const saves = [1, 2, 3].map(() => at.call('save.write', { photo, look, choices }));
    const names = (await Promise.all(saves)).map(({ name }) => name);
    expect(names).toEqual(['night-candela-2.jpg', 'night-candela-3.jpg', 'night-candela-4.jpg']);
  });

  it('that took the place of an earlier one are not removed: nothing would be left', async () => {
    const photo = await at.open(at.put('night.jpg')[0]!);
    const overwrite = { onConflict: 'overwrite' as const };
    const first = await at.call('save.write', { photo, look, choices: overwrite });
    const second = await at.call('save.write', { photo, look, choices: overwrite });
    expect([first, second]).toMatchObject([
      { name: 'night-candela.jpg', canUndo: true },
      { name: 'night-candela.jpg', canUndo: false },
    ]);
    expect(await at.answer('save.undo', { save: second.save })).toMatchObject({
      error: {
        message: 'night-candela.jpg was not removed: it took the place of an earlier result.',
      },
    });
    expect(existsSync(join(at.home, 'enhanced/night-candela.jpg'))).toBe(true);
  });

  it('go to the folder that was chosen', async () => {
    const photo = await at.open(at.put('night.jpg')[0]!);
    at.person.answers = [join(at.home, 'mine')];
    expect((await at.call('save.chooseFolder', {})).folder).toMatch(/\/mine$/);
    expect(await at.call('save.write', { photo, look, choices })).toMatchObject({
      name: 'night-candela.jpg',
    });
    expect(existsSync(join(at.home, 'mine/night-candela.jpg'))).toBe(true);
    const { command } = await at.call('save.command', { photo, look, choices, copy: true });
    expect(command).toBe(
      `candela enhance --model cnn --strength 0.5 --out ${join(at.home, 'mine')} ${join(at.home, 'night.jpg')}`,
    );
    expect(at.person.copied).toEqual([command]);
    await at.call('save.resetFolder', {});
    expect((await at.call('save.example', { photo, look, choices })).folder).toMatch(/\/enhanced$/);
  });

  it('that are cancelled when they have their name already do not stay', async () => {
    const photo = await at.open(at.put('shoot/late.jpg')[0]!);
    const saving = at.router.answer({ name: 'save.write', input: { photo, look, choices }, id: 'late' });
    await expect.poll(() => existsSync(join(at.home, 'shoot/enhanced/late-candela.jpg'))).toBe(true);
    at.router.cancel('late');
    expect(await saving).toEqual({ ok: false, aborted: true });
    expect(existsSync(join(at.home, 'shoot/enhanced'))).toBe(false);
  });

  it('of a photo that is gone are refused by its name alone', async () => {
    const [path = ''] = at.put('shoot/night.jpg');
    const photo = await at.open(path);
    rmSync(path);
    expect(await at.answer('save.write', { photo, look, choices })).toMatchObject({
      error: { code: 'input.missing', message: 'night.jpg does not exist.' },
    });
  });

  it('with a bad name template are refused in words', async () => {
    const photo = await at.open(at.put('night.jpg')[0]!);
    expect(
      await at.answer('save.example', { photo, look, choices: { nameTemplate: '{nme}' } }),
    ).toMatchObject({
      error: { code: 'usage.invalid' },
    });
  });
});

describe('preferences and presets', () => {
  it('change one by one', async () => {
    await at.call('preferences.change', { theme: 'light' });
    await at.call('preferences.change', { model: 'candela' });
    expect(await at.call('preferences.read', {})).toMatchObject({ theme: 'light', model: 'candela' });
    expect(at.person.themes).toEqual(['light', 'light']);
  });

  it('survive an export and an import', async () => {
    const preset = { name: 'Night', strength: 0.5, controls: { denoise: 0.2 }, finish: { colour: 0.1 } };
    const file = join(at.home, 'presets.json');
    at.person.answers = [file];
    expect(await at.call('presets.export', { presets: [preset] })).toEqual({ saved: true });
    at.person.answers = [file];
    expect(await at.call('presets.import', {})).toMatchObject([preset]);
    expect(await at.call('presets.export', { presets: [preset] })).toEqual({ saved: false });
  });

  it('say in words, and without its path, that their place cannot be written to', async () => {
    const preset = { name: 'Night', strength: 0.5, controls: {}, finish: {} };
    const [file = ''] = at.put('file.txt');
    at.person.answers = [join(file, 'presets.json')];
    expect(await at.answer('presets.export', { presets: [preset] })).toMatchObject({
      error: {
        code: 'output.notWritable',
        message: 'Nothing can be written to presets.json: a part of its path is a file, not a folder.',
      },
    });
  });

  it.each([['{"presets": []}'], ['no json'], ['{"candela":"presets","version":1,"presets":[{"name":""}]}']])(
    'refuse %s',
    async (text) => {
      const file = join(at.home, 'other.json');
      writeFileSync(file, text);
      at.person.answers = [file];
      expect(await at.answer('presets.import', {})).toMatchObject({
        error: {
          code: 'presets.unreadable',
          message: 'other.json holds no presets: its content is something else.',
        },
      });
    },
  );
});

describe('a figure of Learn', () => {
  const state = { page: 'neuron', settings: { red: -1.5, activation: 'tanh' } };

  it('survives a link and a file', async () => {
    await at.call('lesson.copyLink', state);
    expect(at.person.copied.at(-1)).toMatch(/^candela:\/\/learn\/neuron\?settings=/);
    expect(await at.call('lesson.pasteLink', {})).toEqual(state);
    const file = join(at.home, 'neuron.json');
    at.person.answers = [file, file];
    expect(await at.call('lesson.save', state)).toEqual({ saved: true });
    expect(await at.call('lesson.open', {})).toEqual(state);
    expect(await at.call('lesson.open', {})).toBeNull();
  });

  it('is not found in another text, nor in a file of presets', async () => {
    at.person.copied.push('https://example.org');
    expect(await at.call('lesson.pasteLink', {})).toBeNull();
    const file = join(at.home, 'presets.json');
    writeFileSync(file, '{"candela":"presets","version":1,"presets":[]}');
    at.person.answers = [file];
    expect(await at.answer('lesson.open', {})).toMatchObject({
      error: {
        code: 'lesson.unreadable',
        message: 'presets.json holds no figure of Learn: its content is something else.',
      },
    });
  });
});
