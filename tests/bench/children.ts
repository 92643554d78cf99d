import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PhotoRecord, SummaryRecord } from '@contract';
import type { CodecTimes } from './codec';
import type { ModelReport } from './gpu';
import type { Measured } from './raw';

export type Run = { photos: PhotoRecord[]; summary: SummaryRecord };

function answersOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(text.trim().split('\n'));
      else reject(new Error(`${args.join(' ')} ended with ${String(code)}`));
    });
  });
}

/** Runs `candela enhance --json` in a child process. */
export async function enhance(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const lines = await answersOf(['dist/cli.mjs', 'enhance', ...args, '--json'], env);
  const records = lines.map((line) => JSON.parse(line) as unknown);
  return {
    photos: records.slice(0, -1).map((record) => PhotoRecord.parse(record)),
    summary: SummaryRecord.parse(records.at(-1)),
  };
}

/** Runs only sharp over the same photos, in a child process. */
export async function codecAlone(output: string, inputs: readonly string[]): Promise<CodecTimes> {
  const self = fileURLToPath(import.meta.url);
  const [line] = await answersOf([self, '--codec', output, ...inputs], {});
  return JSON.parse(line ?? '') as CodecTimes;
}

/** Develops one raw several times, in a child process. */
export async function rawAlone(path: string): Promise<Measured> {
  const [line] = await answersOf([fileURLToPath(import.meta.url), '--raw-alone', path], {});
  return JSON.parse(line ?? '') as Measured;
}

/** One model on all providers, in a child process. */
export async function gpuAlone(folder: string, model: string): Promise<ModelReport> {
  const [line] = await answersOf([fileURLToPath(import.meta.url), '--gpu-alone', folder, model], {});
  return JSON.parse(line ?? '') as ModelReport;
}
