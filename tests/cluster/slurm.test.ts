import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { argsOf, cluster, example, expectWhole, halfWay } from '../support/shares';
import { jobsLeft, startSlurm } from '../support/slurm';

describe('examples/cluster/slurm.sh', () => {
  it('goes on with a share that is killed: the union is whole, and nothing is done twice', async () => {
    const [place, slurm] = [await cluster(), await startSlurm()];
    const env = { ...place.env, ...slurm };
    const cwd = dirname(place.out);
    const run = (program: string, ...args: string[]) =>
      spawnSync(program, args, { env, cwd, encoding: 'utf8' });
    const submitted = run(example('slurm.sh'), ...argsOf(place, 2));
    expect(submitted).toMatchObject({ status: 0, stderr: '' });
    process.kill(await halfWay(place, '1-of-2'), 'SIGKILL');
    await expect.poll(() => jobsLeft(env), { timeout: 120_000, interval: 500 }).toBe(0);
    expect(readFileSync(join(cwd, 'candela-1.log'), 'utf8')).toContain('Try 1 of share 1 was killed.');
    expectWhole(place);
  });
});
