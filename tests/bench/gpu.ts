/** @file Every model on every provider of this machine: its picture is proved against the CPU's, then its speed is measured. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Provider } from '@contract';
import { reportDevices, type DeviceReport } from '../../src/engine/model/devices';
import { providerTable, whyNotBundled } from '../../src/engine/model/providers';
import { findModel, listModels } from '../../src/engine/model/registry';
import { VerdictFile } from '../../src/engine/model/VerdictFile';
import { gpuAlone } from './children';

const { signal } = new AbortController();

/** What the providers did with a model; or why nobody knows, because the process ended. */
export type ModelReport = { model: string; reports: DeviceReport[]; ended?: string };

/** What stands where a provider has no speed. */
const none = '–';

const speedOf = ({ megapixelsPerSecond: speed }: DeviceReport): string => {
  if (speed === undefined) return none;
  return speed < 100 ? speed.toPrecision(3) : String(Math.round(speed));
};

/** A table of megapixels a second, and a sentence for each provider that did not work. */
export function gpuTable(rows: readonly ModelReport[]): string[] {
  const providers = [...new Set(rows.flatMap(({ reports }) => reports.map(({ provider }) => provider)))];
  const nameOf = (provider: Provider): string => providerTable[provider].name;
  const cells = ({ reports }: ModelReport): string[] =>
    providers.map((provider) => {
      const found = reports.find((report) => report.provider === provider);
      return found === undefined ? none : speedOf(found);
    });
  const said = rows.flatMap(({ model, reports, ended }) => [
    ...(ended === undefined ? [] : [`${model}: ${ended}.`]),
    ...reports.flatMap(({ provider, reason }) =>
      reason === undefined ? [] : [`${model} on ${nameOf(provider)}: ${reason}.`],
    ),
  ]);
  return [
    `| MP/s | ${providers.map(nameOf).join(' | ')} |`,
    `|---|${providers.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${[row.model, ...cells(row)].join(' | ')} |`),
    ...(said.length === 0 ? [] : ['', ...said]),
  ];
}

/** One model on all providers of this system. */
export async function reportModel(folders: readonly string[], id: string): Promise<ModelReport> {
  const folder = await mkdtemp(join(tmpdir(), 'candela-gpu-'));
  try {
    const verdicts = new VerdictFile(join(folder, 'providers.json'));
    const model = await findModel(folders, id, { signal });
    return { model: id, reports: await reportDevices(model, { verdicts }, { signal }) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where the driver of an NVIDIA card tells its version. */
const driver = '/proc/driver/nvidia/version';

const installer = (): string =>
  join(
    dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')),
    'script',
    'install.js',
  );

type Fetching = { readonly isMissing: boolean; readonly hasCard: boolean; readonly script: string };

const here = (): Fetching => ({
  isMissing: whyNotBundled('cuda') !== undefined,
  hasCard: existsSync(driver),
  script: installer(),
});

/** Fetches ONNX Runtime's CUDA libraries with its own script, some hundred MB. @returns what there is to say of it */
export function fetchCuda({ isMissing, hasCard, script }: Fetching = here()): string {
  if (!isMissing) return 'The CUDA libraries are there.';
  if (!hasCard)
    return 'There is no NVIDIA card with its driver here, so the CUDA libraries were not fetched.';
  const args = [script, '--onnxruntime-node-install=cuda12'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: dirname(script), encoding: 'utf8' });
  if (status === 0) return 'The CUDA libraries were fetched.';
  const words = /Error: .*/.exec(stderr)?.[0] ?? `its script ended with status ${String(status)}`;
  return `The CUDA libraries could not be fetched: ${words}`;
}

/** Each model has a process of its own, because a driver may end it. */
export async function gpuBench(
  print: (line: string) => void,
  { folder, isFetching }: { folder: string; isFetching: boolean },
): Promise<void> {
  if (isFetching) print(`${fetchCuda()}\n`);
  const rows: ModelReport[] = [];
  for (const { id } of await listModels([folder], { signal })) {
    const failed = (error: unknown): ModelReport => ({ model: id, reports: [], ended: String(error) });
    rows.push(await gpuAlone(folder, id).catch(failed));
  }
  for (const line of gpuTable(rows)) print(line);
}
