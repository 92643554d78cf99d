import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { argsOf, cluster, example, expectWhole, halfWay, rayPython, start } from '../support/shares';

/** The Ray worker that runs a share: the parent of its process. */
function workerOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

describe('examples/cluster/ray_shares.py', () => {
  it('starts a share again whose worker is killed half-way: the union is whole, and nothing is done twice', async () => {
    const place = await cluster();
    const { run, ended } = start([rayPython, example('ray_shares.py'), ...argsOf(place, 2)], place.env);
    const worker = workerOf(await halfWay(place, '1-of-2'));
    process.kill(worker, 'SIGKILL');
    expect({ code: await ended, words: run.words }).toMatchObject({ code: 0 });
    expect(run.words).toMatch(/photos were done before/);
    expectWhole(place);
  });
});
