import { totalmem } from 'node:os';
import { join } from 'node:path';
import {
  CandelaError,
  type Exposure,
  type Job,
  type JobResult,
  type PhotoKind,
  type RawDeveloper,
  type Settings,
  type Survey,
} from '@contract';
import { Comparisons } from './compare/Comparisons';
import { enhancePhoto, type EnhanceOptions, type EngineContext } from './enhance/enhancePhoto';
import { Gate } from './enhance/Gate';
import { NetworkGate } from './enhance/NetworkGate';
import type { SmallResult } from './enhance/smallResult';
import { reportDevices, type DeviceReport } from './model/devices';
import { findModel, listModels, type ModelEntry } from './model/registry';
import { SessionPool } from './model/SessionPool';
import { selfTestModel } from './model/selfTestModel';
import { VerdictFile } from './model/VerdictFile';
import { copyPhoto, type CopyRequest } from './photo/write/copyPhoto';
import type { Placed } from './photo/write/safeWrite';
import { findPrograms } from './photo/read/decoders/raw/outside/findPrograms';
import { isOwnResult } from './photo/read/ownResult';
import { sniffPhoto } from './photo/read/sniff/sniffPhoto';
import { createPreviews, type Previews } from './preview/createPreviews';
import { PhotoCache } from './preview/PhotoCache';
import { readExposure, surveyPhoto, type SurveyOptions } from './survey/surveyPhoto';
import { Training } from './train/Training';

export type EngineOptions = {
  /** Folder for the verdicts on providers. */
  cacheFolder: string;
  /** Folders whose subfolders are models. When two models share an id, the first one counts. */
  modelFolders: readonly string[];
  /** Memory for all photos in flight together, bytes. Default: a quarter of the machine's memory. */
  memoryBytes?: number;
  /** Candela's version, written into results. */
  version: string;
};

type Options = { signal: AbortSignal };
type ShownOptions = Omit<EnhanceOptions, 'small'> & { shown?: number | undefined };

/**
 * A decoder or encoder keeps one core busy. Each also waits for the disk, and for this thread while a tile is in the network. Two
 * of a kind fill these gaps.
 */
const codecsAtOnce = 2;

/** Photo in, photo out. Several photos can run at once: one decodes, one infers, one encodes. */
export type Engine = {
  /** The kind of a file, by its first bytes. @throws CandelaError */
  sniff(path: string, options: Options): Promise<PhotoKind>;
  /** Whether Candela wrote a file and no other program has changed it since. */
  isOwnResult(path: string, options: Options): Promise<boolean>;
  /** How light a photo is, and what the camera says of the shot. No network runs. @throws CandelaError */
  survey(path: string, options: SurveyOptions): Promise<Survey>;
  /** Copies a photo byte for byte and tells where the copy lies. Nothing is replaced. @throws CandelaError */
  copy(files: CopyRequest, options: Options): Promise<Placed>;
  /** What the camera says of a shot, from the file's header alone. @throws CandelaError */
  exposure(path: string, options: SurveyOptions): Promise<Exposure>;
  /**
   * Enhances one photo with one set of settings. `shown`: drafts at this long edge will be asked for, so the small result is kept.
   * @throws CandelaError; the signal's reason when it is aborted
   */
  enhance(job: Job, settings: Settings, options: ShownOptions): Promise<JobResult>;
  /** Photos and results for the screen. Their cache takes up to half of `memoryBytes`, in addition to the photos in flight. */
  readonly previews: Previews;
  /** Pictures against their ground truths. They share the cache of `previews`. */
  readonly comparisons: Comparisons;
  /** Networks that are trained on this machine. */
  readonly training: Training;
  /** All models. A model that cannot be used has the reason. */
  models(): Promise<ModelEntry[]>;
  /** Programs on this machine that can develop camera raws. */
  developers(options: Options): Promise<RawDeveloper[]>;
  /** The state of each provider on this machine. */
  devices(options: Options): Promise<DeviceReport[]>;
  /** Releases the sessions. */
  dispose(): Promise<void>;
};

/** Makes an engine. It shares its sessions, gates and verdicts with no other engine. */
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
  const training = new Training(engine, join(cacheFolder, 'training'));
  const photos = new PhotoCache(budget / 3);
  const comparisons = new Comparisons({ engine, photos });
  const previews = createPreviews(engine, { photos, budget: budget / 3 });
  return {
    sniff: sniffPhoto,
    isOwnResult,
    survey: surveyPhoto,
    exposure: readExposure,
    copy: copyPhoto,
    enhance: async (job, settings, { shown, ...options }) => {
      const small =
        shown === undefined ? null : await draftPlace(previews, { job, settings, shown }, options);
      return enhancePhoto({ job, settings }, engine, { ...options, ...(small && { small }) });
    },
    previews,
    comparisons,
    training,
    models: () => listModels(modelFolders, { signal: new AbortController().signal }),
    developers: findPrograms,
    devices: ({ signal }) => devicesWith(modelFolders, { verdicts }, { signal }),
    dispose: async () => {
      await Promise.all([pool.dispose(), training.dispose(), previews.release(), comparisons.release()]);
    },
  };
}

function draftPlace(
  previews: Previews,
  { job, settings, shown }: { job: Job; settings: Settings; shown: number },
  options: Options,
): Promise<SmallResult | null> {
  const { model, controls, provider, raw } = settings;
  const inference = { model, controls, provider };
  return previews.draftPlace({ path: job.input, page: job.page, raw, size: shown, inference }, options);
}

/** The first model that keeps its card. One broken model of the person's own must not hide the devices. */
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

/** The memory that this process may use. A container may allow less than the machine has. */
function machineMemory(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}
