import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Settings, type Job, type JobResult, type OutputFormat, type Progress } from '@contract';
import { createEngine, type Engine, type EngineOptions } from '@engine';
import { testCard, writeModel, type TestModelName } from '../support/models';
import { noisyRaster, storedSamples, writeRaster, type Kind } from '../support/photos';
import { temporaryFolder } from '../support/temporaryFolder';

const { signal } = new AbortController();
const formats: Record<string, OutputFormat> = {
  '.png': 'png',
  '.tiff': 'tiff',
  '.webp': 'webp',
  '.jpg': 'jpeg',
};

type Place = { folder: string; models: string; engine: Engine };

async function place(options: Partial<EngineOptions> = {}): Promise<Place> {
  const folder = await temporaryFolder();
  const models = join(folder, 'models');
  await mkdir(join(folder, 'out'));
  const engine = createEngine({
    cacheFolder: join(folder, 'cache'),
    modelFolders: [models],
    version: '0.0.0',
    ...options,
  });
  onTestFinished(() => engine.dispose());
  return { folder, models, engine };
}

function jobFor({ folder }: Place, input: string): Job {
  const extension = extname(input);
  const output = join(folder, 'out', `${basename(input, extension)}-candela${extension}`);
  return { input, output, format: formats[extension]! };
}

const settingsFor = (model: string, more: object = {}): Settings =>
  Settings.parse({ model, provider: 'cpu', ...more });

async function writePhoto(
  { folder }: Place,
  name: string,
  size: [number, number],
  kind: Partial<Kind> = {},
): Promise<string> {
  const path = join(folder, name);
  await writeRaster(noisyRaster(...size, kind), path);
  return path;
}

async function enhance(at: Place, input: string, settings: Settings): Promise<JobResult> {
  return at.engine.enhance(jobFor(at, input), settings, { signal });
}

describe('Engine.enhance with the identity model', () => {
  it.each([
    ['grey8.png', { channels: 1, bits: 8 }],
    ['grey16.png', { channels: 1, bits: 16 }],
    ['rgb8.png', { channels: 3, bits: 8 }],
    ['rgb16.png', { channels: 3, bits: 16 }],
    ['rgb8.tiff', { channels: 3, bits: 8 }],
    ['rgb16.tiff', { channels: 3, bits: 16 }],
    ['grey16.tiff', { channels: 1, bits: 16 }],
  ] as const)('gives %s back, sample for sample', async (name, kind) => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = await writePhoto(at, name, [301, 203], kind);
    const original = await readFile(input);
    const result = await enhance(at, input, settingsFor(model));
    expect(result).toMatchObject({ status: 'done', provider: 'cpu', notices: [] });
    expect(result.megapixels).toBeCloseTo(0.061, 3);
    const before = await storedSamples(input);
    const after = await storedSamples(result.output!);
    expect(after.channels).toBe(before.channels);
    expect(after.samples.BYTES_PER_ELEMENT).toBe(kind.bits / 8);
    expect(Buffer.from(after.samples.buffer).equals(Buffer.from(before.samples.buffer))).toBe(true);
    expect((await readFile(input)).equals(original)).toBe(true);
  });

  it('keeps more than 60000 levels of a 16-bit gradient', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const data = Uint16Array.from({ length: 256 * 256 * 3 }, (_, i) => Math.floor(i / 3));
    const input = join(at.folder, 'gradient.png');
    await writeRaster({ width: 256, height: 256, channels: 3, data }, input);
    const { output } = await enhance(at, input, settingsFor(model));
    expect(new Set((await storedSamples(output!)).samples).size).toBeGreaterThan(60_000);
  });
});

describe('Engine.enhance', () => {
  it('takes strength and controls from the settings', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'control');
    const input = await writePhoto(at, 'dark.png', [120, 90]);
    const half = settingsFor(model, { controls: { brightness: -1 }, strength: 0.5 });
    const { output } = await enhance(at, input, half);
    const before = await storedSamples(input);
    const after = await storedSamples(output!);
    const expected = before.samples.map((value) => Math.floor(value / 2 + 0.5));
    expect(Buffer.from(after.samples).equals(Buffer.from(expected))).toBe(true);
  });

  it.each([
    [{ sparkle: 1 }, 'no control called sparkle'],
    [{ brightness: 2 }, 'brightness goes from -1 to 1, but 2 was given'],
  ])('refuses the controls %j', async (controls, sentence) => {
    const at = await place();
    const model = await writeModel(at.models, 'control');
    const input = await writePhoto(at, 'dark.png', [20, 20]);
    await expect(enhance(at, input, settingsFor(model, { controls }))).rejects.toThrow(sentence);
  });

  it('shows the network the whole photo as a thumbnail', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'thumbnail');
    const input = join(at.folder, 'flat.png');
    await writeRaster(
      { width: 300, height: 200, channels: 3, data: new Uint8Array(180_000).fill(77) },
      input,
    );
    const { output } = await enhance(at, input, settingsFor(model));
    expect((await storedSamples(output!)).samples.every((value) => value === 77)).toBe(true);
  });

  it('reports progress by stages, never backwards, ending each stage', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = await writePhoto(at, 'dark.png', [700, 500]);
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => void seen.push(progress);
    const result = await at.engine.enhance(jobFor(at, input), settingsFor(model), { signal, onProgress });
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(['decode', 'inference', 'encode']);
    for (const stage of ['decode', 'inference', 'encode'] as const) {
      const steps = seen.filter((progress) => progress.stage === stage);
      expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).sort((a, b) => a - b));
      expect(steps.at(-1)!.done).toBe(steps.at(-1)!.total);
    }
    const { decodeMs, inferenceMs, encodeMs, totalMs } = result.timings;
    expect(Math.min(decodeMs, inferenceMs, encodeMs)).toBeGreaterThan(0);
    expect(decodeMs + inferenceMs + encodeMs).toBeLessThanOrEqual(totalMs);
  });

  it('leaves no file behind and reports no failure when it is aborted in mid-tile', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = await writePhoto(at, 'dark.png', [2500, 1500]);
    const abort = new AbortController();
    let tiles = 0;
    const onProgress = ({ stage, done }: Progress) => {
      if (stage === 'inference') tiles = done;
      if (stage === 'inference' && done > 0) abort.abort();
    };
    const working = at.engine.enhance(jobFor(at, input), settingsFor(model), {
      signal: abort.signal,
      onProgress,
    });
    await expect(working).rejects.toMatchObject({ name: 'AbortError' });
    expect(tiles).toBe(1);
    expect(await readdir(join(at.folder, 'out'))).toEqual([]);
    await expect(enhance(at, input, settingsFor(model))).resolves.toMatchObject({ status: 'done' });
  });

  it('skips before it decodes when the name is taken and taken names are skipped', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = join(at.folder, 'damaged.png');
    await writeFile(input, 'not a photo');
    const job = jobFor(at, input);
    await writeFile(job.output, 'earlier');
    const settings = settingsFor(model, { output: { onConflict: 'skip' } });
    const result = await at.engine.enhance(job, settings, { signal });
    expect(result).toMatchObject({ status: 'skipped', output: null, provider: null });
    expect(await readFile(job.output, 'utf8')).toBe('earlier');
  });

  it('writes model, checksum and settings into the result', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = await writePhoto(at, 'dark.jpg', [64, 48]);
    const { output } = await enhance(at, input, settingsFor(model, { strength: 0.5 }));
    const content = await readFile(output!, 'latin1');
    expect(content).toContain('Candela 0.0.0');
    expect(content).toContain(testCard('identity').sha256);
    expect(content).toMatch(/strength(":|&quot;:)0\.5/);
  });
});

describe('Engine.enhance with a model that cannot be used', () => {
  async function failing(
    name: TestModelName,
    change: Parameters<typeof writeModel>[2] = {},
  ): Promise<Promise<JobResult>> {
    const at = await place();
    const model = await writeModel(at.models, name, change);
    const input = await writePhoto(at, 'dark.png', [40, 30]);
    return enhance(at, input, settingsFor(model));
  }

  it('names the known models when it is unknown', async () => {
    const at = await place();
    await writeModel(at.models, 'double');
    await writeModel(at.models, 'identity');
    const input = await writePhoto(at, 'dark.png', [40, 30]);
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

  it.each([
    [
      'another name of the input',
      'double',
      { input: { ...testCard('double').input, name: 'picture' } },
      'no input called picture',
    ],
    [
      'another type',
      'double',
      { output: { ...testCard('double').output, type: 'float32' } },
      'result is uint8, not float32',
    ],
    [
      'another layout',
      'fixed',
      { input: { ...testCard('fixed').input, layout: 'NCHW' } },
      'not NCHW with 3 channels',
    ],
    [
      'an input that the card does not name',
      'control',
      { controls: [] },
      'input brightness that the card does not name',
    ],
    ['a result of another size', 'shrinking', {}, 'shape 1×3×32×32 where 1×3×64×64 was to come'],
    ['a result that is not numbers', 'notNumbers', {}, 'not numbers'],
    [
      'sizes that it does not take',
      'multiple',
      { input: { ...testCard('multiple').input, multipleOf: 3 } },
      'multiple',
    ],
  ] as const)('refuses a network with %s', async (_, name, change, reason) => {
    const working = failing(name, change as Parameters<typeof writeModel>[2]);
    await expect(working).rejects.toMatchObject({ code: 'model.breaksCard' });
    await expect(working).rejects.toThrow(reason);
  });

  it('refuses a file that is no network', async () => {
    const at = await place();
    const file = Buffer.from('not a network');
    const model = await writeModel(at.models, 'double', { sha256: testCard('double', file).sha256 });
    await writeFile(join(at.models, model, 'model.onnx'), file);
    const input = await writePhoto(at, 'dark.png', [40, 30]);
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
    const entries = await at.engine.models();
    expect(entries.map(({ id }) => id)).toEqual(['broken', 'double', 'half']);
    const reasons = entries.map((entry) => ('error' in entry ? entry.error.message : ''));
    expect(reasons[0]).toBe('The card of model broken could not be used: card.json is not valid JSON.');
    expect(reasons[1]).toBe('');
    expect(reasons[2]).toContain('sha256: 64 hexadecimal digits');
  });

  it('takes the first folder’s model of two with one id, and no folder for no models', async () => {
    const folder = await temporaryFolder();
    const modelFolders = [join(folder, 'a'), join(folder, 'b'), join(folder, 'nowhere')];
    await writeModel(modelFolders[0]!, 'double', { version: '1' });
    await writeModel(modelFolders[1]!, 'double', { version: '2' });
    const { engine } = await place({ modelFolders });
    const [entry, ...others] = await engine.models();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ card: { version: '1' } });
  });
});
