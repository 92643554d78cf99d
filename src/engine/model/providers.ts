import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import type { Provider } from '@contract';

type Platform = NodeJS.Platform;

/** What a provider needs, by the platforms it exists on. */
type ProviderRow = {
  name: string;
  platforms: readonly Platform[];
  /** How a person gets it, where it is not there. */
  wouldBring: string;
};

export const providerTable = {
  cpu: { name: 'CPU', platforms: ['linux', 'win32', 'darwin'], wouldBring: 'It is always there.' },
  cuda: {
    name: 'CUDA',
    platforms: ['linux'],
    wouldBring:
      "An NVIDIA card with its driver, CUDA 12 and cuDNN 9, and ONNX Runtime's CUDA libraries beside its own: run onnxruntime-node's install script.",
  },
  dml: {
    name: 'DirectML',
    platforms: ['win32'],
    wouldBring: 'It comes with Candela for Windows 10 and later.',
  },
  coreml: {
    name: 'Core ML',
    platforms: ['darwin'],
    wouldBring: 'It comes with Candela for Macs with Apple silicon.',
  },
  webgpu: {
    name: 'WebGPU',
    platforms: ['linux', 'win32', 'darwin'],
    wouldBring: 'A graphics driver with Vulkan (Linux), Direct3D 12 (Windows) or Metal (Mac).',
  },
} as const satisfies Record<Provider, ProviderRow>;

const orders: Partial<Record<Platform, readonly Provider[]>> = {
  win32: ['dml', 'webgpu', 'cpu'],
  linux: ['cuda', 'webgpu', 'cpu'],
  darwin: ['coreml', 'webgpu', 'cpu'],
};

/** The providers to try on a platform, best first; the CPU, which always works, is last. */
export function providerOrder(platform: Platform = process.platform): readonly Provider[] {
  return orders[platform] ?? ['cpu'];
}

/** Why a provider cannot even be tried here; undefined when it can. */
export function whyNotBundled(provider: Provider, platform: Platform = process.platform): string | undefined {
  const { name, platforms }: ProviderRow = providerTable[provider];
  if (!platforms.includes(platform)) return `${name} does not exist on this system`;
  if (provider === 'cuda' && !existsSync(cudaLibrary()))
    return "ONNX Runtime's CUDA libraries are not installed";
  if (provider === 'webgpu' && platform === 'linux' && process.arch !== 'x64') {
    return 'ONNX Runtime has no WebGPU for this processor';
  }
  return undefined;
}

/** Where ONNX Runtime looks for its CUDA library: beside its own. */
function cudaLibrary(): string {
  const face = createRequire(import.meta.url).resolve('onnxruntime-node');
  const folder = join(dirname(face), '..', 'bin', 'napi-v6', process.platform, process.arch);
  return join(folder, 'libonnxruntime_providers_cuda.so');
}

const driverSigns = {
  variables: ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'CUDA_VISIBLE_DEVICES'],
  files: ['/proc/driver/nvidia/version'],
  folders: ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d'],
} as const;

/** Changes when the system or a graphics driver does, as far as that shows without loading one. */
export function driverSignature(): string {
  const variables = driverSigns.variables.map((name) => process.env[name] ?? '');
  const files = driverSigns.files.map((path) => attempt(() => readFileSync(path, 'utf8').split('\n')[0]));
  const folders = driverSigns.folders.map((path) => attempt(() => readdirSync(path).sort().join(',')));
  return [release(), ...variables, ...files, ...folders].join('|');
}

/** A sign that cannot be read counts as one that is not there. */
function attempt(read: () => string | undefined): string {
  try {
    return read() ?? '';
  } catch {
    return '';
  }
}
