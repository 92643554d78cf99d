import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Provider } from '@contract';
import {
  driverSignature,
  providerOrder,
  providerTable,
  whyNotBundled,
  whyNotLoaded,
  whyNotTried,
} from './providers';

async function temporaryFile(name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'candela-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('providerOrder', () => {
  it.each([
    ['win32', ['dml', 'webgpu', 'cpu']],
    ['linux', ['cuda', 'webgpu', 'cpu']],
    ['darwin', ['coreml', 'webgpu', 'cpu']],
    ['freebsd', ['cpu']],
  ] as const)('on %s is %j', (platform, order) => {
    expect(providerOrder(platform)).toEqual(order);
  });
});

describe('whyNotBundled', () => {
  it('has nothing against the CPU anywhere, and names a system that a provider does not exist on', () => {
    for (const platform of ['win32', 'linux', 'darwin'] as const) {
      expect(whyNotBundled('cpu', platform)).toBeUndefined();
      for (const provider of Provider.options) {
        const absent = !providerTable[provider].platforms.some((name) => name === platform);
        if (absent) expect(whyNotBundled(provider, platform)).toContain('does not exist on this system');
      }
    }
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('whyNotTried', () => {
  it('does not try WebGPU where no Vulkan driver is named, and does where one is', () => {
    vi.stubEnv('VK_DRIVER_FILES', '/nowhere/icd.json');
    expect(whyNotTried('webgpu', 'linux')).toBe('no Vulkan driver is installed');
    vi.stubEnv('VK_DRIVER_FILES', `/nowhere/icd.json:${import.meta.filename}`);
    expect(whyNotTried('webgpu', 'linux')).toBeUndefined();
  });

  it('finds drivers in the folders that the loader reads', async () => {
    const path = await temporaryFile('marker', '');
    vi.stubEnv('VK_DRIVER_FILES', undefined);
    vi.stubEnv('VK_ICD_FILENAMES', undefined);
    vi.stubEnv('XDG_DATA_HOME', join(path, '..'));
    const before = driverSignature();
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(path, '..', 'vulkan', 'icd.d'), { recursive: true });
    await writeFile(join(path, '..', 'vulkan', 'icd.d', 'gpu.json'), '{}');
    expect(whyNotTried('webgpu', 'linux')).toBeUndefined();
    expect(driverSignature()).not.toBe(before);
  });
});

describe.runIf(process.platform === 'linux')('whyNotLoaded', () => {
  it("gives the system's own words for a library that cannot be loaded", async () => {
    const path = await temporaryFile(
      'libonnxruntime_providers_cuda.so',
      'no library at all, but long enough to be read as one',
    );
    expect(whyNotLoaded('cuda', path)).toMatch(/invalid ELF header|file too short/);
    expect(whyNotLoaded('cuda', '/nowhere.so')).toContain('No such file');
  });

  it('has nothing to say of providers without a library of their own', () => {
    expect(whyNotLoaded('webgpu')).toBeUndefined();
  });
});
