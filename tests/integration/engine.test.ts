import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Job, Progress } from '@contract';
import { enhance, jobFor, place, settingsFor } from '../support/engine';
import { testCard, writeModel } from '../support/models';
import { noisyRaster, storedSamples, writeRaster } from '../support/photos';

const { signal } = new AbortController();

async function writePhoto(path: string, [width, height]: [number, number]): Promise<string> {
  await writeRaster(noisyRaster(width, height), path);
  return path;
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
    const input = join(at.folder, name);
    await writeRaster(noisyRaster(301, 203, kind), input);
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
    const input = await writePhoto(join(at.folder, 'dark.png'), [120, 90]);
    const half = settingsFor(model, { controls: { brightness: -1 }, strength: 0.5 });
    const { output } = await enhance(at, input, half);
    const before = await storedSamples(input);
    const after = await storedSamples(output!);
    const expected = before.samples.map((value) => Math.floor(value / 2 + 0.5));
    expect(Buffer.from(after.samples).equals(Buffer.from(expected))).toBe(true);
  });

  it.each([
    [{ sparkle: 1 }, 'no control “sparkle”; it has brightness'],
    [{ brightness: 2 }, 'Control brightness takes a number from -1 to 1'],
  ])('refuses the controls %j', async (controls, sentence) => {
    const at = await place();
    const model = await writeModel(at.models, 'control');
    const input = await writePhoto(join(at.folder, 'dark.png'), [20, 20]);
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
    const input = await writePhoto(join(at.folder, 'dark.png'), [700, 500]);
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
    const input = await writePhoto(join(at.folder, 'dark.png'), [2500, 1500]);
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

  it('takes a photo that only its long edge makes small enough for the format', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = await writePhoto(join(at.folder, 'long.png'), [17_000, 6]);
    const job: Job = { ...jobFor(at, input), format: 'webp', output: join(at.folder, 'out/long.webp') };
    const whole = at.engine.enhance(job, settingsFor(model), { signal });
    await expect(whole).rejects.toMatchObject({ code: 'photo.tooLargeForFormat' });
    const small = settingsFor(model, { output: { longEdge: 2048 } });
    expect(await at.engine.enhance(job, small, { signal })).toMatchObject({ status: 'done' });
  });

  it('writes model, checksum and settings into the result', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = await writePhoto(join(at.folder, 'dark.jpg'), [64, 48]);
    const { output } = await enhance(at, input, settingsFor(model, { strength: 0.5 }));
    const content = await readFile(output!, 'latin1');
    expect(content).toContain('Candela 0.0.0 (identity)');
    expect(content).toContain(testCard('identity').sha256);
    expect(content).toMatch(/strength(":|&quot;:)0\.5/);
  });
});

describe('Engine.devices', () => {
  it('passes over a model that does not keep its card, and tries the next', async () => {
    const at = await place();
    await writeModel(at.models, 'notNumbers', { id: 'a-broken-one' });
    await writeModel(at.models, 'identity');
    const reports = await at.engine.devices({ signal: new AbortController().signal });
    expect(reports.find(({ provider }) => provider === 'cpu')).toMatchObject({
      state: 'works',
      model: 'identity',
    });
  });

  it('tries a network of its own where no model can be used', async () => {
    const at = await place();
    await writeModel(at.models, 'notNumbers');
    const reports = await at.engine.devices({ signal: new AbortController().signal });
    expect(reports.find(({ provider }) => provider === 'cpu')).toMatchObject({
      state: 'works',
      model: 'self-test',
    });
  });
});
