import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Settings, type JobFacts, tempName } from '@contract';
import {
  engineCaller,
  EnginePort,
  forkHost,
  type EngineCaller,
  type EnginePortOptions,
  type EngineState,
} from '@engine-client';
import { engineRunner } from '../../src/main/save/engineRunner';
import { bundle } from '../support/runBundled';
import { tempFolder } from '../support/tempFolder';

let entry = '';
const options = { modelFolders: ['/models'], cacheFolder: '/cache', version: '1.2.3' };
const open: EnginePort[] = [];

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((port) => port.close()));
});

type Started = { calls: EngineCaller; port: EnginePort; states: EngineState[]; exits: string[] };

function start(env: NodeJS.ProcessEnv = {}, times: EnginePortOptions['times'] = {}): Started {
  const states: EngineState[] = [];
  const exits: string[] = [];
  const host = forkHost({ entry, node: process.execPath, options, env: { ...process.env, ...env } });
  const port = new EnginePort({
    start: (events) =>
      host({
        ...events,
        onExit: (reason) => {
          exits.push(reason);
          events.onExit(reason);
        },
      }),
    onState: (state) => states.push(state),
    times,
  });
  open.push(port);
  return { calls: engineCaller(port), port, states, exits };
}

const { signal } = new AbortController();
const inference = { model: 'cnn', controls: {}, provider: 'cpu' } as const;
const names = (states: readonly EngineState[]): string[] => states.map(({ state }) => state);

describe('EnginePort', () => {
  it('starts the process with the first call and answers with parsed values', async () => {
    const { calls, states } = start();
    expect(states).toEqual([]);
    const { picture } = await calls.call(
      'photos.preview',
      { photo: { path: '/photos/a.jpg' }, size: 256 },
      { signal },
    );
    expect(picture.data).toHaveLength(64 * 48 * 3);
    expect(names(states)).toEqual(['starting', 'ready']);
  });

  it('hands on what the engine refuses, with the name of the photo alone', async () => {
    const { calls } = start();
    await expect(
      calls.call('photo.inspect', { photo: { path: '/home/me/refuse.jpg' } }, { signal }),
    ).rejects.toMatchObject({
      code: 'photo.empty',
      message: 'refuse.jpg is empty (0 bytes).',
    });
  });

  it('tells what the engine knows of a photo that fails', async () => {
    const { calls } = start();
    const run = engineRunner(calls, 'batch');
    const known: JobFacts = {};
    const running = run(
      {
        input: '/p/full.jpg',
        output: '/p/out/full.jpg',
        format: 'jpeg',
        settings: Settings.parse({ model: 'cnn' }),
      },
      { signal, onProgress: () => undefined, onKnown: (facts) => Object.assign(known, facts) },
    );
    await expect(running).rejects.toMatchObject({ code: 'output.noSpace', details: { file: 'full.jpg' } });
    expect(known).toEqual({ megapixels: 24, provider: 'cpu' });
  });

  it('refuses an answer that is none of the contract', async () => {
    const { calls } = start();
    await expect(calls.call('photo.inspect', { photo: { path: '/p/bad.jpg' } }, { signal })).rejects.toThrow(
      /width/,
    );
  });

  it('fails only the calls that were running when the process dies, and starts it again', async () => {
    const { calls, states } = start();
    const crash = calls.call('photo.inspect', { photo: { path: '/p/crash.jpg' } }, { signal });
    await expect(crash).rejects.toMatchObject({ code: 'engine.crashed', message: /exit status 7/ });
    await expect(
      calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal }),
    ).resolves.toMatchObject({ width: 64 });
    expect(names(states)).toEqual(['starting', 'ready', 'failed', 'restarted']);
  });

  it('cancels one call and leaves the others', async () => {
    const { calls } = start();
    const controller = new AbortController();
    const progress: number[] = [];
    const slow = calls.call(
      'photos.draft',
      { photo: { path: '/p/slow.jpg' }, size: 256, inference },
      {
        signal: controller.signal,
        onProgress: ({ done }) => {
          progress.push(done);
          controller.abort();
        },
      },
    );
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    expect(progress).toEqual([1]);
    await expect(
      calls.call('photos.tile', { photo: { path: '/p/a.jpg' }, column: 0, row: 0, inference }, { signal }),
    ).resolves.toBeDefined();
  });

  it('ends a process that does not answer a cancel, answers the cancel itself and asks for the rest again', async () => {
    const { calls, states } = start({}, { cancelMs: 200 });
    await calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal });
    const controller = new AbortController();
    const hanging = calls.call(
      'photo.inspect',
      { photo: { path: '/p/hang.jpg' } },
      { signal: controller.signal },
    );
    const other = new AbortController();
    let begun = 0;
    const beside = calls.call(
      'photos.draft',
      { photo: { path: '/p/slow.jpg' }, size: 256, inference },
      {
        signal: other.signal,
        onProgress: () => {
          begun += 1;
          if (begun === 2) other.abort();
        },
      },
    );
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
    await expect(beside).rejects.toMatchObject({ name: 'AbortError' });
    expect(begun).toBe(2);
    await expect(
      calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal }),
    ).resolves.toBeDefined();
    expect(names(states)).toEqual(['starting', 'ready', 'failed', 'restarted']);
  });

  it('kills the process when it is told to, ends what was cancelled, fails the rest, and starts anew', async () => {
    const { calls, port, states } = start();
    const controller = new AbortController();
    const ask = (name: string, options: { signal: AbortSignal }) =>
      calls.call('photo.inspect', { photo: { path: `/p/${name}.jpg` } }, options);
    await ask('a', { signal });
    const [first, second] = [ask('hang', controller), ask('hang', { signal })];
    const before = port.pid;
    controller.abort();
    port.restart();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await expect(second).rejects.toMatchObject({ code: 'engine.crashed', message: /it was stopped/ });
    await expect(ask('a', { signal })).resolves.toMatchObject({ width: 64 });
    expect(port.pid).not.toBe(before);
    expect(names(states)).toEqual(['starting', 'ready', 'failed', 'restarted']);
  });

  it('removes the temporary files of a process that died, and no others', async () => {
    const out = tempFolder();
    let mark = '';
    const host = forkHost({ entry, node: process.execPath, options, env: process.env });
    const port = new EnginePort({
      start: (events) => {
        const child = host(events);
        ({ mark } = child);
        return child;
      },
      onState: () => undefined,
    });
    open.push(port);
    const calls = engineCaller(port);
    await calls.call('models.list', {});
    const others = [tempName({ mark: '0a1b2c3d' }, '00000000'), 'photo.part'];
    for (const name of [tempName({ mark }, '00000000'), ...others]) writeFileSync(join(out, name), 'x');
    const settings = Settings.parse({ model: 'cnn' });
    const job = { input: '/p/crash.jpg', output: join(out, 'crash.jpg'), format: 'jpeg' } as const;
    const running = calls.call('photo.enhance', { job, settings, priority: 'batch' }, { signal });
    await expect(running).rejects.toMatchObject({ code: 'engine.crashed' });
    expect(readdirSync(out).sort()).toEqual(others.sort());
  });

  it.each([
    ['leaves a process alone that hears no cancel because its network runs', 30_000, ['starting', 'ready']],
    ['ends one whose run takes too long', 50, ['starting', 'ready', 'failed', 'restarted']],
  ])('%s', async (_, runMs, expected) => {
    const { calls, states } = start({}, { cancelMs: 200, runMs });
    const controller = new AbortController();
    const onProgress = (): void => {
      controller.abort();
    };
    const running = calls.call(
      'photos.draft',
      { photo: { path: '/p/run.jpg' }, size: 256, inference },
      { signal: controller.signal, onProgress },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal });
    expect(names(states)).toEqual(expected);
  });

  it('says why a process does not start, in its own words', async () => {
    const { calls, port, states } = start({ FAKE_HOST: 'broken' });
    await expect(calls.call('models.list', {}, { signal })).rejects.toMatchObject({
      code: 'engine.unavailable',
      message: /libdoom\.so: cannot open/,
    });
    expect(names(states)).toEqual(['starting', 'failed']);
    expect(port.words).toContain('libdoom.so');
  });

  it('lets an idle process go and starts a new one for the next call', async () => {
    const { calls, states, exits } = start({}, { idleMs: 50 });
    await calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal });
    await expect.poll(() => exits).toEqual(['exit status 0']);
    await calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal });
    expect(names(states)).toEqual(['starting', 'ready', 'starting', 'ready']);
  });

  it('lets the process put its things away when the program closes', async () => {
    const { calls, port } = start();
    await calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal });
    await port.close();
    await expect.poll(() => port.words).toContain('put everything away');
    await expect(
      calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal }),
    ).rejects.toMatchObject({
      code: 'engine.unavailable',
    });
  });

  it('ends a process that does not stop when the program closes', async () => {
    const { calls, port, states } = start({ FAKE_HOST: 'deaf' }, { cancelMs: 200 });
    await calls.call('photo.inspect', { photo: { path: '/p/a.jpg' } }, { signal });
    await port.close();
    expect(names(states)).toEqual(['starting', 'ready']);
  });
});
