import {
  CandelaError,
  type DeviceRecord,
  type EngineCallOutput,
  type EngineCallProgress,
  type HostOptions,
} from '@contract';
import type { Engine, EngineOptions, ModelEntry } from '@engine';
import { engineCaller, EnginePort, forkHost, type EngineCaller } from '@engine-client';

/** The engine as the commands use it. */
export type BatchEngine = Pick<Engine, 'sniff' | 'isOwnResult' | 'enhance' | 'models' | 'dispose'> & {
  devices(options: { signal: AbortSignal }): Promise<DeviceRecord[]>;
  /** The most memory that the engine has had resident, as far as it told, MB. */
  peakMegabytes(): Promise<number>;
};

/** A running engine that can be ended at once. */
export type EngineProcess = BatchEngine & {
  /** Ends the process and removes its temporary files, before this returns. */
  kill(): void;
};

export type ProcessOptions = EngineOptions & {
  /** Path of the bundle engine-host.mjs. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  /** Stderr output of the engine's libraries. */
  readonly onWords: (text: string) => void;
};

/** Starts the engine in a process of its own with the first call, so that a photo that crashes it fails alone. */
export function startEngineProcess({ entry, env, onWords, ...options }: ProcessOptions): EngineProcess {
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
  const peak = new Peak(engine);
  return {
    ...photoCalls(engine, peak),
    models: async () => (await engine.call('models.find', {})).map(entryOf),
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

  constructor(private readonly engine: EngineCaller) {}

  async ask(): Promise<number> {
    const told = await this.engine.call('engine.peak', {}).catch(() => ({ megabytes: 0 }));
    this.#most = Math.max(this.#most, told.megabytes);
    return this.#most;
  }
}

function photoCalls(engine: EngineCaller, peak: Peak): Pick<Engine, 'sniff' | 'isOwnResult' | 'enhance'> {
  return {
    sniff: (path, options) => engine.call('file.sniff', { path }, options),
    isOwnResult: (path, options) => engine.call('file.isOwnResult', { path }, options),
    enhance: async (job, settings, { signal, priority = 'batch', onProgress, onKnown }) => {
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
