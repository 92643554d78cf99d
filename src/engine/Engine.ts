import { totalmem } from 'node:os';
import { join } from 'node:path';
import { CandelaError, type Job, type JobResult, type Settings } from '@contract';
import { enhancePhoto, type EnhanceOptions, type EngineContext } from './enhance/enhancePhoto';
import { Gate } from './enhance/Gate';
import { NetworkGate } from './enhance/NetworkGate';
import { reportDevices, type DeviceReport } from './model/devices';
import { findModel, listModels, type ModelEntry } from './model/registry';
import { SessionPool } from './model/SessionPool';
import { selfTestModel } from './model/selfTestModel';
import { VerdictFile } from './model/VerdictFile';
import { isOwnResult } from './photo/read/ownResult';
import type { PhotoFormat } from './photo/Photo';
import { sniffPhoto } from './photo/read/sniff/sniffPhoto';
import { createPreviews, type Previews } from './preview/createPreviews';

export type EngineOptions = {
  /** Verdicts on providers are kept here. */
  cacheFolder: string;
  /** Folders whose subfolders are models; of two with one id the first counts. */
  modelFolders: readonly string[];
  /** What photos in flight may take together, bytes. Default a quarter of the machine's memory. */
  memoryBytes?: number;
  /** Candela's version, written into results. */
  version: string;
};

type Options = { signal: AbortSignal };

/**
 * Decoders and encoders keep one core busy each, and wait for the disk, or for this thread while a tile is in the network; two of
 * a kind fill the gaps.
 */
const codecsAtOnce = 2;

/** Photo in, photo out. Several photos may be under way at once: one decodes, one infers, one encodes. */
export type Engine = {
  /** What a file is, by its first bytes. @throws CandelaError */
  sniff(path: string, options: Options): Promise<PhotoFormat>;
  /** Whether a file is a result of Candela's and nobody else's work since. */
  isOwnResult(path: string, options: Options): Promise<boolean>;
  /** One photo by one settings. @throws CandelaError; the signal's reason when it is aborted */
  enhance(job: Job, settings: Settings, options: EnhanceOptions): Promise<JobResult>;
  /** Photos and results for a screen. What they keep lies within half of `memoryBytes` besides what is in flight. */
  readonly previews: Previews;
  /** All models, also those that cannot be used, with the reason. */
  models(): Promise<ModelEntry[]>;
  /** What each provider does on this machine. */
  devices(options: Options): Promise<DeviceReport[]>;
  /** Releases the sessions. */
  dispose(): Promise<void>;
};

/** An engine of its own: sessions, gates and verdicts are shared by its photos alone. */
export function createEngine({ cacheFolder, modelFolders, version, memoryBytes }: EngineOptions): Engine {
  const verdicts = new VerdictFile(join(cacheFolder, 'providers.json'));
  const pool = new SessionPool({ verdicts });
  const budget = memoryBytes ?? machineMemory() / 4;
  const engine: EngineContext = {
    pool,
    modelFolders,
    version,
    stages: { decode: new Gate(codecsAtOnce), encode: new Gate(codecsAtOnce) },
    network: new NetworkGate(),
    memory: new Gate(budget),
    sessionMemory: () => Math.min(budget, process.availableMemory() / 2),
  };
  return {
    sniff: sniffPhoto,
    isOwnResult,
    enhance: (job, settings, options) => enhancePhoto({ job, settings }, engine, options),
    previews: createPreviews(engine, budget / 3),
    models: () => listModels(modelFolders, { signal: new AbortController().signal }),
    devices: ({ signal }) => devicesWith(modelFolders, { verdicts }, { signal }),
    dispose: () => pool.dispose(),
  };
}

/** Tried with the first model that keeps its card; a broken one of a person's own must not hide the devices. */
async function devicesWith(
  modelFolders: readonly string[],
  context: { verdicts: VerdictFile },
  { signal }: Options,
): Promise<DeviceReport[]> {
  for (const entry of await listModels(modelFolders, { signal })) {
    if ('error' in entry) continue;
    try {
      return await reportDevices(await findModel(modelFolders, entry.id, { signal }), context, { signal });
    } catch (error) {
      if (!(error instanceof CandelaError && error.code.startsWith('model.'))) throw error;
    }
  }
  return reportDevices(selfTestModel(), context, { signal });
}

/** What this process may use at most: a container may allow less than the machine has. */
function machineMemory(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}
