import { createHash } from 'node:crypto';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PlacingLine } from '@contract';
import { jobFor, place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';
import { writeRaster } from '../support/photos';

const { signal } = new AbortController();

async function prepared() {
  const at = await place();
  const model = await writeModel(at.models, 'identity');
  const input = join(at.folder, 'dark.png');
  await writeRaster({ width: 60, height: 40, channels: 3, data: new Uint8Array(7200).fill(40) }, input);
  return { at, input, settings: settingsFor(model) };
}

describe('a job of a journal', () => {
  it('notes the result before it gets its name', async () => {
    const { at, input, settings } = await prepared();
    const placings = join(at.folder, 'placings.jsonl');
    const { size, mtimeMs } = statSync(input);
    const journal = { run: '0123abcd', placings, input: { size, mtimeMs } };
    const job = { ...jobFor(at, input), journal };
    writeFileSync(job.output, 'taken by somebody');
    const { output, written } = await at.engine.enhance(job, settings, { signal });
    const content = readFileSync(output!);
    expect(written).toEqual({
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const lines = readFileSync(placings, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => PlacingLine.parse(JSON.parse(line)))).toEqual([
      { pid: process.pid },
      { planned: job.output, output, input: journal.input, ...written },
    ]);
  });

  it('refuses a photo that is not in its stated state any more', async () => {
    const { at, input, settings } = await prepared();
    const { size, mtimeMs } = statSync(input);
    const journal = { run: '0123abcd', placings: join(at.folder, 'p.jsonl'), input: { size, mtimeMs } };
    const job = { ...jobFor(at, input), journal };
    utimesSync(input, new Date(), new Date(mtimeMs + 5000));
    await expect(at.engine.enhance(job, settings, { signal })).rejects.toMatchObject({
      code: 'photo.changed',
    });
    utimesSync(input, new Date(), new Date(mtimeMs));
    const state = statSync(input);
    const same = { ...job, journal: { ...journal, input: { size, mtimeMs: state.mtimeMs } } };
    expect(await at.engine.enhance(same, settings, { signal })).toMatchObject({ status: 'done' });
  });
});
