import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobResult, ModelCard } from '@contract';
import { enhance, place, settingsFor } from '../support/engine';
import { testCard, writeModel, type TestModelName } from '../support/models';
import { noisyRaster, writeRaster } from '../support/photos';
import { tempFolder } from '../support/tempFolder';

async function writePhoto(path: string, [width, height]: [number, number]): Promise<string> {
  await writeRaster(noisyRaster(width, height), path);
  return path;
}

describe('Engine.enhance with a model that cannot be used', () => {
  async function failing(name: TestModelName, change: Partial<ModelCard> = {}): Promise<JobResult> {
    const at = await place();
    const model = await writeModel(at.models, name, change);
    const input = await writePhoto(join(at.folder, 'dark.png'), [40, 30]);
    return enhance(at, input, settingsFor(model));
  }

  it('names the known models when it is unknown', async () => {
    const at = await place();
    await writeModel(at.models, 'double');
    await writeModel(at.models, 'identity');
    const input = await writePhoto(join(at.folder, 'dark.png'), [40, 30]);
    const working = enhance(at, input, settingsFor('nothing'));
    await expect(working).rejects.toMatchObject({ code: 'model.unknown' });
    await expect(working).rejects.toThrow('There is no model called nothing. Known: double, identity.');
  });

  it('refuses a file whose checksum is not the card’s', async () => {
    await expect(failing('double', { sha256: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'model.wrongHash',
    });
  });

  it('refuses a folder without the file', async () => {
    const change = { file: 'other.onnx' };
    await expect(failing('double', change)).rejects.toMatchObject({ code: 'model.missingFile' });
  });

  it.each<{ fault: string; name: TestModelName; change: Partial<ModelCard>; reason: string }>([
    {
      fault: 'another name of the input',
      name: 'double',
      change: { input: { ...testCard('double').input, name: 'picture' } },
      reason: 'no input called picture',
    },
    {
      fault: 'another type',
      name: 'double',
      change: { output: { ...testCard('double').output, type: 'float32' } },
      reason: 'result is uint8, not float32',
    },
    {
      fault: 'another layout',
      name: 'fixed',
      change: { input: { ...testCard('fixed').input, layout: 'NCHW' } },
      reason: 'not NCHW with 3 channels',
    },
    {
      fault: 'an input that the card does not name',
      name: 'control',
      change: { controls: [] },
      reason: 'input brightness that the card does not name',
    },
    {
      fault: 'no input for the place that its card names',
      name: 'double',
      change: { place: { name: 'place' } },
      reason: 'it has no input called place',
    },
    {
      fault: 'an input for the place that is of another shape',
      name: 'control',
      change: { controls: [], place: { name: 'brightness' } },
      reason: 'its input brightness does not have the shape [1, 4]',
    },
    {
      fault: 'a result of another size',
      name: 'shrinking',
      change: {},
      reason: 'shape 1×3×32×32 where 1×3×64×64 was to come',
    },
    { fault: 'a result that is not numbers', name: 'notNumbers', change: {}, reason: 'not numbers' },
    {
      fault: 'sizes that it does not take',
      name: 'multiple',
      change: { input: { ...testCard('multiple').input, multipleOf: 3 } },
      reason: 'multiple',
    },
  ])('refuses a network with $fault', async ({ name, change, reason }) => {
    const working = failing(name, change);
    await expect(working).rejects.toMatchObject({ code: 'model.breaksCard' });
    await expect(working).rejects.toThrow(reason);
  });

  it('refuses a file that is no network', async () => {
    const at = await place();
    const file = Buffer.from('not a network');
    const model = await writeModel(at.models, 'double', { sha256: testCard('double', file).sha256 });
    await writeFile(join(at.models, model, 'model.onnx'), file);
    const input = await writePhoto(join(at.folder, 'dark.png'), [40, 30]);
    await expect(enhance(at, input, settingsFor(model))).rejects.toMatchObject({ code: 'model.breaksCard' });
  });
});

describe('Engine.models', () => {
  it('lists what can be used and, with the reason, what cannot', async () => {
    const at = await place();
    await writeModel(at.models, 'double');
    await mkdir(join(at.models, 'broken'));
    await writeFile(join(at.models, 'broken', 'card.json'), '{ "schema": 1,');
    await mkdir(join(at.models, 'half'));
    await writeFile(
      join(at.models, 'half', 'card.json'),
      JSON.stringify({ ...testCard('double'), sha256: 'x' }),
    );
    await mkdir(join(at.models, 'not-a-model'));
    await mkdir(join(at.models, 'odd', 'card.json'), { recursive: true });
    const entries = await at.engine.models();
    expect(entries.map(({ id }) => id)).toEqual(['broken', 'double', 'half', 'odd']);
    const reasons = entries.map((entry) => ('error' in entry ? entry.error.message : ''));
    expect(reasons[0]).toBe('The card of model broken could not be used: card.json is not valid JSON.');
    expect(reasons[1]).toBe('');
    expect(reasons[2]).toContain('sha256: 64 hexadecimal digits');
    expect(reasons[3]).toBe('The card of model odd could not be used: it is a folder.');
  });

  it('takes the first folder’s model of two with one id, and no folder for no models', async () => {
    const folder = tempFolder();
    const modelFolders = [join(folder, 'a'), join(folder, 'b'), join(folder, 'nowhere')];
    await writeModel(modelFolders[0]!, 'double', { version: '1' });
    await writeModel(modelFolders[1]!, 'double', { version: '2' });
    const { engine } = await place({ modelFolders });
    const [entry, ...others] = await engine.models();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ card: { version: '1' } });
  });
});
