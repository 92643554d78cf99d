import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Settings, type PlannedJob } from '@contract';
import { model, options, photos, session } from '../../../tests/support/journal';
import { ResultOrigins } from './ResultOrigins';

async function done() {
  const [job, ...others] = await photos(2);
  await session([job!, ...others]);
  const isOther = (now: Partial<PlannedJob> = {}, hash = model, result = job!.output) =>
    new ResultOrigins(() => hash).isOther(result, { ...job!, ...now }, options);
  return { job: job!, other: others[0]!, isOther };
}

describe('ResultOrigins', () => {
  it('knows the result of the same content, settings and model', async () => {
    const { job, isOther } = await done();
    expect(await isOther()).toBe(false);
    const output = { nameTemplate: 'x', onConflict: 'skip' } as const;
    expect(await isOther({ settings: Settings.parse({ model: 'cnn', output }) })).toBe(false);
    await writeFile(job.input, 'photo 0');
    expect(await isOther()).toBe(false);
  });

  it('knows what was made from something else', async () => {
    const { job, other, isOther } = await done();
    expect(await isOther({ input: other.input })).toBe(true);
    expect(await isOther({ settings: Settings.parse({ model: 'cnn', strength: 0.5 }) })).toBe(true);
    expect(await isOther({}, 'b'.repeat(64))).toBe(true);
    await writeFile(job.input, 'photo X');
    expect(await isOther()).toBe(true);
  });

  it('compares the frames of a series by the brightness that was asked for', async () => {
    const [job] = await photos(1);
    const finish = { brightness: 0.13, highlights: 0, colour: 0 };
    await session([{ ...job!, settings: { ...job!.settings, finish } }]);
    const of = (isSeries: boolean) =>
      new ResultOrigins(() => model, isSeries).isOther(job!.output, job!, options);
    expect([await of(false), await of(true)]).toEqual([true, false]);
  });

  it('says nothing of files that no journal knows', async () => {
    const { job, other, isOther } = await done();
    expect(await isOther({ input: other.input }, model, `${job.output}.jpg`)).toBe(false);
    expect(await isOther({}, model, '/nowhere/at/all.jpg')).toBe(false);
  });
});
