import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, release } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Provider } from '@contract';

type Platform = NodeJS.Platform;

/** A provider's requirements, by the platforms it supports. */
type ProviderRow = {
  name: string;
  platforms: readonly Platform[];
  /** How a person can install it. */
  wouldBring: string;
};

export const providerTable = {
  cpu: { name: 'CPU', platforms: ['linux', 'win32', 'darwin'], wouldBring: 'It is always there.' },
  cuda: {
    name: 'CUDA',
    platforms: ['linux'],
    wouldBring:
      "An NVIDIA card with its driver, CUDA 12 and cuDNN 9, and ONNX Runtime's CUDA libraries beside its own: in Candela's folder, `node node_modules/onnxruntime-node/script/install.js` fetches them (some hundred MB).",
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

/** The providers to try on a platform, best first. The CPU, which always works, is last. */
export function providerOrder(platform: Platform = process.platform): readonly Provider[] {
  return orders[platform] ?? ['cpu'];
}

/** Why a provider cannot be tried here; undefined if it can. */
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

/**
 * Why a provider's library cannot be loaded, in the system's words. ONNX Runtime writes them only to stderr.
 * @returns undefined if the library loads, or if the provider has no library of its own
 */
export function whyNotLoaded(provider: Provider, library: string = cudaLibrary()): string | undefined {
  if (provider !== 'cuda') return undefined;
  try {
    process.dlopen({ exports: {} }, library);
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    // It was loaded. It is not a Node add-on, which is expected.
    return text.includes('self-register') ? undefined : text;
  }
}

/** Where ONNX Runtime looks for its CUDA library: in its own folder. */
function cudaLibrary(): string {
  const face = createRequire(import.meta.url).resolve('onnxruntime-node');
  const folder = join(dirname(face), '..', 'bin', 'napi-v6', process.platform, process.arch);
  return join(folder, 'libonnxruntime_providers_cuda.so');
}

/**
 * Why a provider is not tried here. Without a Vulkan driver WebGPU's library would fail too, but it writes its complaints straight to
 * stderr.
 */
export function whyNotTried(provider: Provider, platform: Platform = process.platform): string | undefined {
  const reason = whyNotBundled(provider, platform);
  if (reason !== undefined || provider !== 'webgpu' || platform !== 'linux' || vulkanDrivers().length > 0)
    return reason;
  return 'no Vulkan driver is installed';
}

/**
 * The manifests of Vulkan drivers, in the folders where the loader looks for them.
 * @see https://github.com/KhronosGroup/Vulkan-Loader/blob/main/docs/LoaderDriverInterface.md
 */
function vulkanDrivers(): string[] {
  const named = process.env['VK_DRIVER_FILES'] ?? process.env['VK_ICD_FILENAMES'];
  if (named !== undefined) return named.split(delimiter).filter((path) => existsSync(path));
  const { XDG_CONFIG_HOME, XDG_CONFIG_DIRS, XDG_DATA_HOME, XDG_DATA_DIRS } = process.env;
  const places = [
    XDG_CONFIG_HOME ?? join(homedir(), '.config'),
    XDG_CONFIG_DIRS ?? '/etc/xdg',
    '/etc',
    XDG_DATA_HOME ?? join(homedir(), '.local/share'),
    XDG_DATA_DIRS ?? `/usr/local/share${delimiter}/usr/share`,
  ].flatMap((list) => list.split(delimiter));
  return places.flatMap((place) => {
    const folder = join(place, 'vulkan', 'icd.d');
    const names = attempt(() => readdirSync(folder)) ?? [];
    return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  });
}

/** Changes with the system and the graphics drivers, as far as that is visible without loading one. */
export function driverSignature(): string {
  const nvidia = attempt(() => readFileSync('/proc/driver/nvidia/version', 'utf8').split('\n')[0]);
  const vulkan = process.platform === 'linux' ? vulkanDrivers() : [];
  const changed = vulkan.map((path) => `${path}@${String(attempt(() => statSync(path).mtimeMs) ?? 0)}`);
  return [release(), process.env['CUDA_VISIBLE_DEVICES'] ?? '', nvidia ?? '', ...changed].join('|');
}

/** An unreadable sign counts as a missing one. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
