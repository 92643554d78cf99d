import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { argsOf, cluster, example, expectWhole, halfWay, start } from '../support/shares';

/** The process group of a process, as the system tells it. */
function groupOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '';
  return Number(afterName.split(' ')[2]);
}

describe('examples/cluster/parallel.sh', () => {
  it('starts a share again whose worker is killed half-way: the union is whole, and nothing is done twice', async () => {
    const place = await cluster();
    const { run, ended } = start([example('parallel.sh'), ...argsOf(place, 2)], place.env);
    const worker = await halfWay(place, '1-of-2');
    process.kill(-groupOf(worker), 'SIGKILL');
    expect({ code: await ended, words: run.words }).toMatchObject({ code: 0 });
    expect(run.words).toMatch(/photos were done before/);
    expectWhole(place);
  });

  it('ends when it is told to, and goes on when it is started again', async () => {
    const place = await cluster();
    const first = start([example('parallel.sh'), ...argsOf(place, 3)], place.env);
    await halfWay(place, '1-of-3');
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(143);
    const second = start([example('parallel.sh'), ...argsOf(place, 3)], place.env);
    expect({ code: await second.ended, words: second.run.words }).toMatchObject({ code: 0 });
    expectWhole(place);
  });
});
