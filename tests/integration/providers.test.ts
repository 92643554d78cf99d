import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
  vi,
  type TestContext,
} from 'vitest';
import type { CandelaError, Provider } from '@contract';
import { providerOrder } from '../../src/engine/model/providers';
import { reportDevices } from '../../src/engine/model/devices';
import { openModel, type CreateSession } from '../../src/engine/model/openModel';
import { findModel, type Model } from '../../src/engine/model/registry';
import { createSession, type Session, type Tensor } from '../../src/engine/model/runtime';
import { selfTestModel } from '../../src/engine/model/selfTestModel';
import { VerdictFile } from '../../src/engine/model/VerdictFile';
import { modelBytes, writeModel, type TestModelName } from '../support/models';
import { bundle, runBundled } from '../support/runBundled';
import { tempFolder } from '../support/tempFolder';

const { signal } = new AbortController();
const softwareVulkan = '/usr/lib/chromium/vk_swiftshader_icd.json';

async function modelIn(folder: string, name: TestModelName): Promise<Model> {
  return findModel([folder], await writeModel(folder, name), { signal });
}

/** Sessions on the CPU that pass for WebGPU's, changed by `disguise`; counts how often each provider was asked for. */
function pretendWebgpu(disguise: (session: Session) => Session): {
  create: CreateSession;
  asked: Provider[];
} {
  const asked: Provider[] = [];
  const create: CreateSession = async (network, provider) => {
    asked.push(provider);
    if (provider === 'cuda') throw new Error('no such library');
    const session = await createSession(network, 'cpu');
    return provider === 'webgpu' ? disguise(session) : session;
  };
  return { create, asked };
}

/** The session, with something done to its results before they are handed over. */
function withResults(session: Session, change: (samples: Uint8Array) => void): Session {
  const run = async (...args: Parameters<Session['run']>) => {
    const results = await session.run(...args);
    const given = Array.isArray(args[1]) ? {} : (args[1] as Record<string, Tensor>);
    for (const { data } of [...Object.values(results), ...Object.values(given)]) {
      if (data instanceof Uint8Array) change(data);
    }
    return results;
  };
  return new Proxy(session, {
    get: (target, key) => {
      if (key === 'run') return run;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const wait = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

describe.runIf(process.platform === 'linux')('a provider that is asked for', () => {
  beforeEach(() => {
    // Any file stands for a driver's manifest.
    vi.stubEnv('VK_DRIVER_FILES', import.meta.filename);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is an error when it is not there: CUDA without its libraries', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    const opening = openModel(model, 'cuda', {
      verdicts: new VerdictFile(join(folder, 'providers.json')),
      signal,
    });
    await expect(opening).rejects.toMatchObject({ code: 'provider.unavailable' });
    await expect(opening).rejects.toThrow(/CUDA cannot be used here: .*not installed/);
  });

  it('is an error when it belongs to another system', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    const opening = openModel(model, 'dml', {
      verdicts: new VerdictFile(join(folder, 'providers.json')),
      signal,
    });
    await expect(opening).rejects.toThrow(
      'DirectML cannot be used here: DirectML does not exist on this system.',
    );
  });

  it('is an error that names the driver when it cannot be opened without one', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    vi.stubEnv('VK_DRIVER_FILES', join(folder, 'no-driver.json'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const create = vi.fn(() => Promise.reject(new Error('adapter_result was false')));
    const verdicts = new VerdictFile(join(folder, 'providers.json'));
    const opening = openModel(model, 'webgpu', { verdicts, create, signal });
    await expect(opening).rejects.toThrow(/^WebGPU cannot be used here: .*(driver|processor)/);
    // Its library would complain on stderr.
    expect(create).not.toHaveBeenCalled();
  });

  it('is an error when its picture is wrong, and also the next time, without a second comparison', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    const { create, asked } = pretendWebgpu((session) => withResults(session, (samples) => samples.fill(0)));
    for (const round of [1, 2]) {
      const verdicts = new VerdictFile(join(folder, 'providers.json'));
      const opening = openModel(model, 'webgpu', { verdicts, create, signal });
      await expect(opening).rejects.toMatchObject({ code: 'provider.wrongResult' });
      expect(asked.filter((provider) => provider === 'cpu')).toHaveLength(1);
      expect(asked.filter((provider) => provider === 'webgpu')).toHaveLength(round);
    }
  });

  it('may be slower than the CPU', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    const { create } = pretendWebgpu((session) =>
      withResults(session, () => {
        wait(120);
      }),
    );
    const verdicts = new VerdictFile(join(folder, 'providers.json'));
    await expect(openModel(model, 'webgpu', { verdicts, create, signal })).resolves.toMatchObject({
      provider: 'webgpu',
    });
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the provider that is chosen', () => {
  beforeEach(() => {
    // Any file will do: without one that is called a driver's, WebGPU is not even tried.
    vi.stubEnv('VK_DRIVER_FILES', import.meta.filename);
    return () => vi.unstubAllEnvs();
  });

  it('is the CPU where another gives a wrong picture, and that is said', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    const { create } = pretendWebgpu((session) =>
      withResults(session, (samples) => {
        samples[100] = (samples[100] ?? 0) ^ 8;
      }),
    );
    const open = await openModel(model, 'auto', {
      verdicts: new VerdictFile(join(folder, 'p.json')),
      create,
      signal,
    });
    expect(open.provider).toBe('cpu');
    expect(open.notices.map(({ code }) => code)).toEqual(['provider.skipped']);
    expect(open.notices[0]?.sentence).toContain(
      'WebGPU was not used: it gives a wrong picture (off by 8.0 of 255)',
    );
  });

  it('is the other one where it is off by no more than 2 of 255 and not slower', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    const create: CreateSession = async (network, provider) => {
      const session = await createSession(network, 'cpu');
      // The CPU that is compared with is made slow: real times would make this test a lottery.
      return provider === 'cpu'
        ? withResults(session, () => {
            wait(20);
          })
        : withResults(session, (s) => {
            s[0] = (s[0] ?? 0) ^ 2;
          });
    };
    const open = await openModel(model, 'auto', {
      verdicts: new VerdictFile(join(folder, 'p.json')),
      create,
      signal,
    });
    expect(open).toMatchObject({ provider: 'webgpu', notices: [] });
  });

  it('is the CPU where another is slower; the verdict is remembered in the cache folder and a damaged file is ignored', async () => {
    const folder = tempFolder();
    const path = join(folder, 'cache', 'providers.json');
    const model = await modelIn(folder, 'double');
    const { create, asked } = pretendWebgpu((session) =>
      withResults(session, () => {
        wait(120);
      }),
    );
    const openAgain = () => openModel(model, 'auto', { verdicts: new VerdictFile(path), create, signal });
    expect((await openAgain()).provider).toBe('cpu');
    expect(asked).toContain('webgpu');
    expect(await readFile(path, 'utf8')).toContain('"slow"');
    expect(await readdir(join(folder, 'cache'))).toEqual(['providers.json']);
    asked.length = 0;
    expect((await openAgain()).provider).toBe('cpu');
    expect(asked).toEqual(['cpu']);
    await writeFile(path, '{ damaged');
    expect((await openAgain()).provider).toBe('cpu');
    expect(asked).toContain('webgpu');
  });
});

describe('reportDevices', () => {
  it('reports whether every provider of this system works, and what would bring it', async () => {
    const folder = tempFolder();
    const model = selfTestModel();
    const reports = await reportDevices(
      model,
      { verdicts: new VerdictFile(join(folder, 'p.json')) },
      { signal },
    );
    expect(reports.map(({ provider }) => provider).sort()).toEqual([...providerOrder()].sort());
    const cpu = reports.find(({ provider }) => provider === 'cpu');
    expect(cpu).toMatchObject({ state: 'works' });
    expect(cpu?.megapixelsPerSecond).toBeGreaterThan(0.1);
    expect(reports.filter(({ chosen }) => chosen)).toHaveLength(1);
    for (const { state, reason, wouldBring } of reports) {
      if (state !== 'works') expect([typeof reason, typeof wouldBring]).toEqual(['string', 'string']);
    }
  });

  it('uses the network that the tests write', () => {
    expect(Buffer.from(modelBytes('blur')).equals(selfTestModel().network as Uint8Array)).toBe(true);
  });
});

describe('WebGPU on a software Vulkan driver', () => {
  const env = { VK_DRIVER_FILES: softwareVulkan, VK_ICD_FILENAMES: softwareVulkan };
  let child: string;

  beforeAll(async () => {
    child = await bundle('providerChild');
  });

  function needDriver({ skip }: TestContext): void {
    if (existsSync(softwareVulkan)) return;
    const message = `no software Vulkan driver (${softwareVulkan}): apt-get install --no-install-recommends chromium libvulkan1`;
    if (process.env.CI) throw new Error(message);
    skip(message);
  }

  it("gives the CPU's numbers when it is asked for", async (context) => {
    needDriver(context);
    const folder = tempFolder();
    const id = await writeModel(folder, 'blur');
    const answer = await runBundled(child, [join(folder, id), join(folder, 'providers.json'), 'webgpu'], env);
    expect(answer).toMatchObject({ provider: 'webgpu' });
    expect((answer as { difference: number }).difference).toBeLessThanOrEqual(1 / 255);
  });

  it('is passed over by auto, being slower than the CPU', async (context) => {
    needDriver(context);
    const folder = tempFolder();
    const id = await writeModel(folder, 'blur');
    const verdicts = join(folder, 'providers.json');
    expect(await runBundled(child, [join(folder, id), verdicts, 'auto'], env)).toMatchObject({
      provider: 'cpu',
      notices: [],
    });
    expect(await readFile(verdicts, 'utf8')).toContain('"slow"');
  });

  it.runIf(process.platform === 'linux')(
    'is refused with the reason where there is no driver at all',
    async () => {
      const folder = tempFolder();
      const id = await writeModel(folder, 'blur');
      const none = { VK_DRIVER_FILES: '/nowhere.json', VK_ICD_FILENAMES: '/nowhere.json' };
      const answer = await runBundled(
        child,
        [join(folder, id), join(folder, 'providers.json'), 'webgpu'],
        none,
      );
      const { code, message } = answer as Pick<CandelaError, 'code' | 'message'>;
      expect(code).toBe('provider.unavailable');
      expect(message).toMatch(/^WebGPU cannot be used here: no Vulkan driver/);
    },
  );
});
