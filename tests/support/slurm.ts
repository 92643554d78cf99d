/** @file A Slurm cluster of this one machine, with all its files in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { tempFolder } from './tempFolder';

/** Two free ports. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      return typeof address === 'object' ? (address?.port ?? 0) : 0;
    }),
  );
  for (const server of servers) server.close();
  return [ports[0] ?? 0, ports[1] ?? 0];
}

/** Two jobs fit on the machine at once, whatever it has. */
function settings(folder: string, [ctld, d]: [number, number]): string {
  return `
ClusterName=candela
SlurmctldHost=localhost
SlurmctldPort=${ctld}
SlurmdPort=${d}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=localhost CPUs=8 RealMemory=16000
PartitionName=all Nodes=localhost Default=YES MaxTime=INFINITE State=UP
`;
}

function daemon(command: readonly string[], env: NodeJS.ProcessEnv): void {
  const [program = '', ...args] = command;
  const { status, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  expect({ program, status, stderr }).toMatchObject({ status: 0 });
}

/** Starts it. @returns what programs of Slurm need in their environment */
export async function startSlurm(): Promise<{ SLURM_CONF: string }> {
  const folder = tempFolder();
  for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
  const key = join(folder, 'munge.key');
  writeFileSync(key, randomBytes(1024));
  chmodSync(key, 0o400);
  const SLURM_CONF = join(folder, 'slurm.conf');
  writeFileSync(SLURM_CONF, settings(folder, await freePorts()));
  const env = { ...process.env, SLURM_CONF };
  onTestFinished(async () => {
    for (const name of ['slurmd', 'slurmctld', 'munged']) await stop(join(folder, `${name}.pid`));
  });
  const file = (ending: string): string => join(folder, `munge${ending}`);
  daemon(
    [
      ...['/usr/sbin/munged', '--force', `--key-file=${key}`, `--socket=${file('.socket')}`],
      ...[`--pid-file=${folder}/munged.pid`, `--log-file=${file('.log')}`, `--seed-file=${file('.seed')}`],
    ],
    env,
  );
  daemon(['/usr/sbin/slurmctld'], env);
  daemon(['/usr/sbin/slurmd', '-N', 'localhost'], env);
  const state = (): string => spawnSync('sinfo', ['-h', '-o', '%t'], { env, encoding: 'utf8' }).stdout.trim();
  await expect.poll(state, { timeout: 60_000, interval: 200 }).toBe('idle');
  return { SLURM_CONF };
}

/** Ends a daemon, which takes its last notes before it goes. */
async function stop(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  process.kill(pid);
  await expect.poll(() => existsSync(`/proc/${pid}`), { timeout: 20_000, interval: 50 }).toBe(false);
}

/** The number of jobs that wait or run. */
export function jobsLeft(env: NodeJS.ProcessEnv): number {
  const { stdout } = spawnSync('squeue', ['-h', '-r'], { env, encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '').length;
}
