/** @file The engine's process as the main process starts it: the bundle, in a plain Node, over fork's own channel. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import {
  CallProgress,
  HostReply,
  engineCalls,
  type EngineCallInput,
  type EngineCallName,
  type EngineCallOutput,
  type HostOptions,
  type HostRequest,
} from '@contract';
import { workersAt } from '../../scripts/buildWorkers.mjs';
import { requireForBundled, withoutZodLanguages } from '../../scripts/bundling.mjs';
import { tempFolder } from './tempFolder';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const samples = join(root, 'assets/samples');

/** Bundles the host by the options of scripts/buildApp.mjs; returns its path. */
export async function bundleHost(): Promise<string> {
  // Inside the repository, so that the native packages are found from there.
  const outfile = join(root, '.cache/tests/engine-host.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/engine-host/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: ['sharp', 'onnxruntime-node'],
    tsconfig: 'tsconfig.base.json',
    plugins: [withoutZodLanguages],
    banner: { js: requireForBundled },
    define: workersAt('./workers/'),
  });
  return outfile;
}

type Answer = Extract<HostReply, { kind: 'answer' }>['answer'];
type Progress = CallProgress;

export type Asked<N extends EngineCallName> = {
  id: string;
  answer: Promise<Answer>;
  /** The parsed value. @throws Error when the call was not answered with one */
  value: Promise<EngineCallOutput<N>>;
  progress: Progress[];
};

export class HostProcess {
  readonly child: ChildProcess;
  readonly exit: Promise<{ code: number | null; signal: string | null }>;
  stderr = '';
  /** What it told of runs of networks, in order. */
  readonly runs: ('begun' | 'ended')[] = [];
  #next = 1;
  readonly #asked = new Map<string, { settle: (answer: Answer) => void; progress: Progress[] }>();
  #ready: () => void = () => undefined;

  /** @param argv what stands in the process's arguments; the options as JSON, if nothing else is given */
  constructor(path: string, { argv, env = {} }: { argv: string[]; env?: NodeJS.ProcessEnv }) {
    this.child = fork(path, argv, {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ORT_DISABLE_TELEMETRY: '1', ...env },
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = new Promise((resolve) => {
      this.child.on('exit', (code, signal) => {
        resolve({ code, signal });
      });
    });
    this.child.on('message', (message) => {
      this.#take(HostReply.parse(message));
    });
    onTestFinished(() => void this.child.kill('SIGKILL'));
  }

  /** A host with these models, as soon as it is ready. */
  static async start(
    path: string,
    modelFolders: string[],
    more: Partial<HostOptions> = {},
  ): Promise<HostProcess> {
    const options = { modelFolders, cacheFolder: tempFolder(), version: '0.0.0', ...more };
    const host = new HostProcess(path, { argv: [JSON.stringify(options)] });
    await host.ready();
    return host;
  }

  async ready(): Promise<void> {
    const ready = new Promise<void>((resolve) => (this.#ready = resolve));
    const gone = this.exit.then(() => {
      throw new Error(`the host ended before it was ready: ${this.stderr}`);
    });
    await Promise.race([ready, gone]);
  }

  send(request: HostRequest): void {
    this.child.send(request);
  }

  ask<N extends EngineCallName>(name: N, input: EngineCallInput<N>): Asked<N> {
    const id = `test-${this.#next++}`;
    const progress: Progress[] = [];
    const answer = new Promise<Answer>((resolve) => {
      this.#asked.set(id, { settle: resolve, progress });
    });
    this.send({ kind: 'call', id, name, input });
    const value = answer.then((reply) => {
      if (!reply.ok) throw new Error(JSON.stringify(reply));
      return engineCalls[name].output.parse(reply.value) as EngineCallOutput<N>;
    });
    // Tests that read only `answer` never await this promise.
    value.catch(() => undefined);
    return { id, answer, value, progress };
  }

  /** Anything that is not a stage is ignored here. */
  #note(id: string, raw: unknown): void {
    const parsed = CallProgress.safeParse(raw);
    if (parsed.success) this.#asked.get(id)?.progress.push(parsed.data);
  }

  #take(reply: HostReply): void {
    if (reply.kind === 'ready') this.#ready();
    else if (reply.kind === 'run') this.runs.push(reply.state);
    else if (reply.kind === 'progress') this.#note(reply.id, reply.progress);
    else this.#asked.get(reply.id)?.settle(reply.answer);
  }
}
