/** @file The real program, as a process of its own, without any state of this machine. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PhotoRecord, SummaryRecord } from '@contract';

/** The bundle; tests/support/freshBuild.ts has built it. */
export const bundle = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

export type Run = { code: number | null; stdout: string; stderr: string };
export type JsonRun = Run & { photos: PhotoRecord[]; summary: SummaryRecord };

export type RunOptions = {
  /** Folder that all state goes to: cache in `cache`, models in `models`. Photos do not lie in it. */
  home: string;
  cwd?: string;
  /** A program and its arguments that starts the program, like `setpriv …`. */
  through?: readonly string[];
  /** Is handed the process as soon as it runs. */
  onStart?: (child: ChildProcess) => void;
  env?: Record<string, string>;
};

export const modelsFolder = (home: string): string => join(home, 'models');

/** Runs `candela` with these arguments to its end. */
export async function runCli(argv: readonly string[], options: RunOptions): Promise<Run> {
  const [program = '', ...rest] = [...(options.through ?? []), process.execPath, bundle, ...argv];
  const child = spawn(program, rest, {
    cwd: options.cwd ?? options.home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // With either set, the runtime keeps its telemetry off by itself, and no test would see that we do not.
      CI: undefined,
      ORT_DISABLE_TELEMETRY: undefined,
      HOME: options.home,
      CANDELA_CACHE_DIR: join(options.home, 'cache'),
      CANDELA_MODELS_DIR: modelsFolder(options.home),
      ...options.env,
    },
  });
  const run: Run = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (run.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (run.stderr += text));
  options.onStart?.(child);
  run.code = await new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return run;
}

/** Runs `candela … --json` and reads its answer; a line that is no record of the contract, or one out of place, throws. */
export async function runJson(argv: readonly string[], options: RunOptions): Promise<JsonRun> {
  const run = await runCli([...argv, '--json'], options);
  const lines = run.stdout.split('\n');
  if (lines.pop() !== '' || lines.length === 0)
    throw new Error(`no whole answer: ${run.stdout}${run.stderr}`);
  const values = lines.map((line): unknown => JSON.parse(line));
  const summary = SummaryRecord.parse(values.pop());
  return { ...run, summary, photos: values.map((value) => PhotoRecord.parse(value)) };
}

/** The record of the photo with this path. */
export function recordOf({ photos }: JsonRun, input: string): PhotoRecord {
  const records = photos.filter((record) => record.input === input);
  if (records.length !== 1) throw new Error(`${records.length} records for ${input}`);
  return records[0]!;
}
