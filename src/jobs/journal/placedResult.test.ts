import { createHash } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Settings, type Placing, type PlannedJob } from '@contract';
import { placedResult } from './placedResult';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candela-placed-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** A photo and its result, which the engine noted before it died. */
async function scene(): Promise<{ job: PlannedJob; output: string; sha256: string }> {
  const at = (name: string): string => join(folder, name);
  const [input, planned, output, placings] = [
    at('in.jpg'),
    at('out.jpg'),
    at('out-2.jpg'),
    at('placings.jsonl'),
  ];
  await writeFile(input, 'photo');
  await writeFile(output, 'result');
  const { size, mtimeMs } = await stat(input);
  const state = { size, mtimeMs };
  const sha256 = createHash('sha256').update('result').digest('hex');
  const placing: Placing = { planned, output, size: 6, sha256, input: state };
  await writeFile(placings, `{"pid":1}\n${JSON.stringify(placing)}\n{"planned":"/cut`);
  const journal = { run: '0a1b2c3d', placings, input: state };
  const settings = Settings.parse({ model: 'cnn' });
  return { job: { input, output: planned, format: 'jpeg', settings, journal }, output, sha256 };
}

describe('placedResult', () => {
  it('is the file that got its name, whatever number it has', async () => {
    const { job, output, sha256 } = await scene();
    expect(await placedResult(job)).toMatchObject({ output, status: 'done', written: { size: 6, sha256 } });
  });

  it('is none where the file is not there, is another, or the photo has changed since', async () => {
    const first = await scene();
    await writeFile(first.job.input, 'another photo');
    expect(await placedResult(first.job)).toBeNull();
    const second = await scene();
    await writeFile(second.output, 'edited');
    expect(await placedResult(second.job)).toBeNull();
    await rm(second.output);
    expect(await placedResult(second.job)).toBeNull();
  });

  it('is none without a journal, or a note in it', async () => {
    const { job } = await scene();
    const { journal, ...alone } = job;
    expect(journal).toBeDefined();
    expect(await placedResult(alone)).toBeNull();
    expect(await placedResult({ ...job, output: join(folder, 'other.jpg') })).toBeNull();
  });
});
