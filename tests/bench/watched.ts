/** @file A batch of the real command at a terminal: how long it takes, and what it says of the time left. */
import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalDone } from '@contract';

/** What the batch's bar said. Seconds. */
export type Said = { readonly at: number; readonly finished: number; readonly left: number };

export type Watched = {
  /** From the start of the command to its end. */
  readonly seconds: number;
  readonly said: readonly Said[];
  /** All runs of the network, by the journal. */
  readonly inferenceSeconds: number;
};

const units = { s: 1, min: 60, h: 3600 } as const;

/** `2 min 05 s` in seconds. */
export function secondsOf(time: string): number {
  return [...time.matchAll(/([\d.]+) (s|min|h)\b/g)].reduce(
    (sum, [, value, unit]) => sum + Number(value) * units[unit as keyof typeof units],
    0,
  );
}

/** Runs `candela enhance` at a terminal of its own (`script`, of util-linux). `out`: the folder of results, which is new. */
export async function watched(
  args: readonly string[],
  { env, out }: { env: NodeJS.ProcessEnv; out: string },
): Promise<Watched> {
  const quoted = [process.execPath, 'dist/cli.mjs', 'enhance', ...args, '--out', out]
    .map((part) => `'${part}'`)
    .join(' ');
  const begin = performance.now();
  const since = (): number => (performance.now() - begin) / 1000;
  const child = spawn('script', ['-qec', `stty cols 120; ${quoted}`, '/dev/null'], {
    env: { ...process.env, ...env, TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Said[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const bars = [...text.matchAll(/ (\d+)\/\d+ [^\r\n]*?MP\/s ([\dhmins. ]+) left/g)];
    const [, finished, left] = bars.at(-1) ?? [];
    if (left !== undefined) said.push({ at: since(), finished: Number(finished), left: secondsOf(left) });
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`candela enhance ended with ${String(code)}`);
  return { seconds: since(), said, inferenceSeconds: await inferenceSeconds(out) };
}

async function inferenceSeconds(out: string): Promise<number> {
  const folder = join(out, '.candela');
  const [journal = ''] = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const lines = (await readFile(join(folder, journal), 'utf8')).trim().split('\n');
  const done = lines.flatMap((line) => JournalDone.safeParse(JSON.parse(line)).data ?? []);
  return done.reduce((sum, { timings }) => sum + timings.inferenceMs, 0) / 1000;
}

/** How far what was said after a tenth of the photos was off: the share by which it was too long; negative: too short. */
export function errorOfLeft(
  said: readonly Said[],
  { count, end }: { count: number; end: number },
): number | null {
  const first = said.find(({ finished }) => finished >= count / 10);
  return first === undefined ? null : first.left / (end - first.at) - 1;
}
