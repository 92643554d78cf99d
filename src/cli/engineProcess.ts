import {
  CandelaError,
  type DeviceRecord,
  type EngineCallOutput,
  type EngineCallProgress,
  type HostOptions,
} from '@contract';
import { lookIn } from '@core';
import { comparingWith, type Comparing } from './comparing';
import type { Engine, EngineOptions, ModelEntry } from '@engine';
import { engineCaller, EnginePort, forkHost, type EngineCaller } from '@engine-client';
import { isDeath, Isolation, type EngineHold, type StallLimits, type ThumbnailOf, type TonesOf } from '@jobs';

/** The engine as the commands use it. */
export type BatchEngine = Pick<
  Engine,
  'sniff' | 'isOwnResult' | 'exposure' | 'survey' | 'copy' | 'enhance' | 'developers' | 'dispose'
> & {
  /** The models that can be found, and what is wrong with those that cannot be used. */
  models(options: { signal: AbortSignal }): Promise<readonly ModelEntry[]>;
  /** Tones of a small result before finishing. */
  readonly tones: TonesOf;
  /** Small pictures for reports. */
  readonly thumbnail: ThumbnailOf;
  devices(options: { signal: AbortSignal }): Promise<DeviceRecord[]>;
  /** Decides who is at fault when the engine's process dies. */
  readonly isolation: Isolation;
  readonly hold: EngineHold;
  /** Pictures against their ground truths. */
  readonly comparing: Comparing;
  /** The most memory that the engine has had resident, as far as it told, MB. */
  peakMegabytes(): Promise<number>;
};

/** A running engine that can be ended at once. */
export type EngineProcess = BatchEngine & {
  /** Whether a photo is being enhanced. */
  isEnhancing(): boolean;
  /** Ends the process and removes its temporary files, before this returns. */
  kill(): void;
};

export type ProcessOptions = EngineOptions & {
  /** Path of the bundle engine-host.mjs. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  /** How long a photo may stand still before the engine is killed. */
  readonly limits?: StallLimits | undefined;
  /** Stderr output of the engine's libraries. */
  readonly onWords: (text: string) => void;
};

/** Starts the engine in a process of its own with the first call, so that a photo that crashes it fails alone. */
export function startEngineProcess({
  entry,
  env,
  limits,
  onWords,
  ...options
}: ProcessOptions): EngineProcess {
  const port = new EnginePort({
    start: forkHost({
      entry,
      node: process.execPath,
      options: hostOptions(options),
      env: { ...env, ORT_DISABLE_TELEMETRY: '1' },
    }),
    onState: () => undefined,
    onWords,
  });
  const engine = engineCaller(port);
  const peak = new Peak(engine, () => port.pid !== undefined);
  const isolation = new Isolation();
  return {
    isolation,
    hold: {
      restart: port.restart.bind(port),
      isNetworkRunning: port.isNetworkRunning.bind(port),
      limits,
    },
    ...fileCalls(engine, isolation),
    comparing: comparingWith(engine, { isolation, port }),
    ...enhancing(enhanceWith(engine, peak)),
    models: async (options) => (await engine.call('models.find', {}, options)).map(entryOf),
    developers: (options) => engine.call('raw.developers', {}, options),
    devices: (options) => engine.call('devices.list', {}, options),
    peakMegabytes: () => peak.ask(),
    dispose: () => port.close(),
    kill: () => {
      port.kill();
    },
  };
}

/** The peak of all processes. One that dies can no longer be asked, so each is asked after every photo. */
class Peak {
  #most = 0;

  constructor(
    private readonly engine: EngineCaller,
    private readonly isRunning: () => boolean,
  ) {}

  async ask(): Promise<number> {
    // A process that has ended is not started again for this.
    if (!this.isRunning()) return this.#most;
    const told = await this.engine.call('engine.peak', {}).catch(() => ({ megabytes: 0 }));
    this.#most = Math.max(this.#most, told.megabytes);
    return this.#most;
  }
}

/** What is asked of many files at once, before their photos. A file whose header crashes the engine is no result of Candela. */
function fileCalls(
  engine: EngineCaller,
  isolation: Isolation,
): Pick<BatchEngine, 'sniff' | 'isOwnResult' | 'exposure' | 'survey' | 'copy' | 'tones' | 'thumbnail'> {
  return {
    tones: tonesWith(engine, isolation),
    thumbnail: (photo, { size, signal }) =>
      isolation.run(() => engine.call('photo.thumbnail', { photo, size }, { signal })),
    copy: (files, options) => engine.call('file.copy', files, options),
    exposure: (path, { page, signal }) =>
      isolation.run(() => engine.call('file.exposure', { photo: { path, page } }, { signal })),
    survey: (path, { page, signal }) =>
      isolation.run(() => engine.call('photo.survey', { photo: { path, page } }, { signal })),
    sniff: (path, options) => isolation.run(() => engine.call('file.sniff', { path }, options)),
    isOwnResult: (path, options) =>
      isolation
        .run(() => engine.call('file.isOwnResult', { path }, options))
        .catch((error: unknown) => {
          if (isDeath(error)) return false;
          throw error;
        }),
  };
}

function tonesWith(engine: EngineCaller, isolation: Isolation): TonesOf {
  return async ({ input, page, settings }, options) => {
    const asked = { photo: { path: input, page }, look: lookIn(settings) };
    const { tones } = await isolation.run(() => engine.call('photo.tones', asked, options));
    return tones;
  };
}

function enhanceWith(engine: EngineCaller, peak: Peak): Engine['enhance'] {
  return async (job, settings, { signal, priority = 'batch', onProgress, onKnown }) => {
    const options = {
      signal,
      onProgress: (told: EngineCallProgress<'photo.enhance'>) => {
        if ('known' in told) onKnown?.(told.known);
        else onProgress?.(told);
      },
    };
    const result = await engine.call('photo.enhance', { job, settings, priority }, options);
    void peak.ask();
    return result;
  };
}

/** Knows whether a photo is under way. */
function enhancing(enhance: Engine['enhance']): Pick<EngineProcess, 'enhance' | 'isEnhancing'> {
  let running = 0;
  return {
    isEnhancing: () => running > 0,
    enhance: async (...asked) => {
      running += 1;
      try {
        return await enhance(...asked);
      } finally {
        running -= 1;
      }
    },
  };
}

function entryOf({ id, folder, card, error }: EngineCallOutput<'models.find'>[number]): ModelEntry {
  if (card !== undefined) return { id, folder, card };
  const failure = error && CandelaError.fromWire(error);
  return { id, folder, error: failure ?? new CandelaError('model.unknown', { model: id, known: '' }) };
}

function hostOptions({ modelFolders, memoryBytes, ...folders }: EngineOptions): HostOptions {
  return { ...folders, modelFolders: [...modelFolders], memoryBytes, wholePaths: true };
}
