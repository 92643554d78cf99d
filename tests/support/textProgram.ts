/** @file The command line over an engine whose photos are texts. */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { CandelaError, type Settings } from '@contract';
import type { EngineOptions } from '@engine';
import { Isolation, type PairScorer } from '@jobs';
import type { BatchEngine } from '../../src/cli/engineProcess';
import { run } from '../../src/cli/run';
import { Streams } from '../../src/cli/Streams';
import { testCard } from './models';

const card = { ...testCard('control'), id: 'candela' };

type Seen = {
  options?: EngineOptions;
  settings?: Settings;
  shown?: readonly string[];
  /** The pairs that were to be measured. */
  compared: Parameters<PairScorer['score']>[0][];
  disposed: number;
};

/** An engine whose photos are texts: `bad`, `full` and `unprovided` fail, `noticed` brings a notice, `endless` ends only when aborted. */
function textEngine(seen: Seen): BatchEngine {
  return {
    peakMegabytes: () => Promise.resolve(123),
    isolation: new Isolation(),
    hold: { restart: () => undefined, isNetworkRunning: () => false },
    isOwnResult: () => Promise.resolve(false),
    comparing: {
      begin: () => Promise.resolve(),
      peakMegabytes: () => Promise.resolve(123),
      score: (pair) => {
        seen.compared.push(pair);
        return Promise.reject(
          new CandelaError('photo.damaged', { file: pair.photo, reason: 'it is a text' }),
        );
      },
      runtime: () => Promise.resolve('no runtime'),
      lpips: () => Promise.resolve(null),
      evaluated: ({ photo: { path } }) =>
        Promise.reject(new CandelaError('photo.damaged', { file: path, reason: 'it is a text' })),
    },
    developers: () => Promise.resolve([]),
    exposure: () => Promise.resolve({}),
    tones: () => Promise.resolve([]),
    thumbnail: ({ path }) =>
      Promise.reject(new CandelaError('photo.damaged', { file: path, reason: 'it is a text' })),
    copy: ({ output }) => Promise.resolve({ path: output, size: 0, sha256: '0'.repeat(64) }),
    survey: (path) =>
      Promise.reject(new CandelaError('photo.damaged', { file: path, reason: 'it is a text' })),
    sniff: async (path) => {
      if ((await readFile(path, 'utf8')) !== 'text') return { format: 'jpeg' };
      throw new CandelaError('photo.notAPhoto', { file: path, kind: 'text' });
    },
    enhance: async (job, settings, { signal }) => {
      seen.settings = settings;
      const content = await readFile(job.input, 'utf8');
      if (content === 'bad')
        throw new CandelaError('photo.damaged', { file: job.input, reason: 'it ends early' });
      if (content === 'full') throw new CandelaError('output.noSpace', { file: job.output });
      if (content === 'unprovided')
        throw new CandelaError('provider.unavailable', { provider: 'CUDA', reason: 'there is none' });
      if (content === 'endless') {
        signal.throwIfAborted();
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        });
      }
      return {
        output: job.output,
        written: { size: 3, sha256: 'c'.repeat(64) },
        status: 'done',
        provider: 'cpu',
        megapixels: 1,
        timings: { decodeMs: 1, inferenceMs: 1, encodeMs: 1, totalMs: 3 },
        notices: content === 'noticed' ? ['Only the first of 3 frames was enhanced.'] : [],
      };
    },
    models: () =>
      Promise.resolve([
        { id: 'candela', folder: '/models/candela', card },
        {
          id: 'broken',
          folder: '/models/broken',
          error: new CandelaError('model.badCard', { model: 'broken', reason: 'it is empty' }),
        },
      ]),
    devices: () =>
      Promise.resolve([
        {
          type: 'device',
          provider: 'webgpu',
          state: 'failed',
          reason: 'no adapter',
          chosen: false,
          model: 'candela',
        },
        {
          type: 'device',
          provider: 'cpu',
          state: 'works',
          megapixelsPerSecond: 2,
          chosen: true,
          model: 'candela',
        },
      ]),
    dispose: () => {
      seen.disposed += 1;
      return Promise.resolve();
    },
  };
}

type Given = {
  stop?: AbortController;
  answers?: PassThrough;
  devicesFail?: boolean;
  cache?: string;
  lack?: 'noDisplay' | 'notInstalled' | null;
  isPackaged?: boolean;
};

export async function candela(
  argv: string[],
  {
    stop = new AbortController(),
    answers = new PassThrough(),
    devicesFail = false,
    cache = '/cache',
    lack = null,
    isPackaged = false,
  }: Given = {},
) {
  const words = new PassThrough();
  const seen: Seen = { compared: [], disposed: 0 };
  const code = await run(argv, {
    version: '1.2.3',
    streams: new Streams(answers, words),
    folders: {
      cache,
      userModels: '/mine',
      models: ['/bundled', '/mine'],
      batches: join(tmpdir(), 'candela-test-batches'),
    },
    startEngine: (options) => {
      seen.options = options;
      const engine = textEngine(seen);
      return devicesFail ? { ...engine, devices: () => Promise.reject(new Error('no such luck')) } : engine;
    },
    lackOfWindow: () => lack,
    openWindow: (photos) => {
      seen.shown = photos;
      return Promise.resolve(0);
    },
    isPackaged,
    signal: stop.signal,
  });
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: text(answers), stderr: text(words), seen };
}
