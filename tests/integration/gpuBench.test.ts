import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchCuda, gpuTable, reportModel } from '../bench/gpu';
import { writeModel } from '../support/models';
import { tempFolder } from '../support/tempFolder';

describe('the table of models on providers', () => {
  it('has the speed of those that work, and a sentence for each that does not', () => {
    const reports = [
      { provider: 'cuda', state: 'works', megapixelsPerSecond: 123.456, chosen: true, model: 'a' },
      { provider: 'cpu', state: 'works', megapixelsPerSecond: 4.321, chosen: false, model: 'a' },
    ] as const;
    const wrong = { state: 'failed', reason: 'wrong picture: black', chosen: false, model: 'b' } as const;
    const rows = [
      { model: 'a', reports: [...reports] },
      { model: 'b', reports: [{ provider: 'cuda', ...wrong } as const, { ...reports[1], model: 'b' }] },
      { model: 'c', reports: [], ended: 'it ended' },
    ];
    expect(gpuTable(rows)).toEqual([
      '| MP/s | CUDA | CPU |',
      '|---|---|---|',
      '| a | 123 | 4.32 |',
      '| b | – | 4.32 |',
      '| c | – | – |',
      '',
      'b on CUDA: wrong picture: black.',
      'c: it ended.',
    ]);
  });

  it('has the CPU of a machine without a card', async () => {
    const folder = tempFolder();
    const id = await writeModel(folder, 'double');
    const row = await reportModel([folder], id);
    const cpu = row.reports.find(({ provider }) => provider === 'cpu');
    expect(cpu).toMatchObject({ state: 'works', model: id });
    expect(gpuTable([row])[2]).toMatch(new RegExp(`^\\| ${id} \\|.*\\d`));
  });
});

describe('the CUDA libraries', () => {
  const scriptSaying = (text: string): string => {
    const script = join(tempFolder(), 'install.cjs');
    writeFileSync(script, text);
    return script;
  };

  it('are not fetched where they are, nor where there is no card', () => {
    const script = scriptSaying('process.exit(7)');
    expect(fetchCuda({ isMissing: false, hasCard: true, script })).toBe('The CUDA libraries are there.');
    expect(fetchCuda({ isMissing: true, hasCard: false, script })).toBe(
      'There is no NVIDIA card with its driver here, so the CUDA libraries were not fetched.',
    );
  });

  it('are fetched by the runtime’s own script, whose failure is told', () => {
    const asked = { isMissing: true, hasCard: true };
    const good = scriptSaying(
      "process.exit(process.argv[2] === '--onnxruntime-node-install=cuda12' ? 0 : 1)",
    );
    expect(fetchCuda({ ...asked, script: good })).toBe('The CUDA libraries were fetched.');
    const bad = scriptSaying("throw new Error('no network')");
    expect(fetchCuda({ ...asked, script: bad })).toBe(
      'The CUDA libraries could not be fetched: Error: no network',
    );
    expect(fetchCuda({ ...asked, script: scriptSaying('process.exit(7)') })).toBe(
      'The CUDA libraries could not be fetched: its script ended with status 7',
    );
  });
});
