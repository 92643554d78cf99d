import { setTimeout } from 'node:timers/promises';
import type { EngineCallInput, EngineCallOutput } from '@contract';
import type { EngineCaller, EnginePort } from '@engine-client';
import type { Isolation, PairScorer } from '@jobs';

/** What a comparison asks of the engine. */
export type Comparing = PairScorer & {
  /** The library that runs the networks, and its version. */
  runtime(): Promise<string>;
  /** The checksum of the person's LPIPS file; null: there is none. @throws CandelaError `lpips.unfit` */
  lpips(options: { signal: AbortSignal }): Promise<string | null>;
  /** A small picture for a report. @throws CandelaError */
  readonly evaluated: (
    input: EngineCallInput<'photo.evaluated'>,
    options: { signal: AbortSignal },
  ) => Promise<EngineCallOutput<'photo.evaluated'>>;
};

/** Photos are forgotten after each pair, so that a long run needs no more memory than a short one. */
export function comparingWith(
  engine: EngineCaller,
  { isolation, port }: { isolation: Isolation; port: EnginePort },
): Comparing {
  const forget = async (...paths: string[]): Promise<void> => {
    for (const path of paths) await engine.call('photo.forget', { path });
  };
  return {
    begin: () => renewed(port),
    score: async ({ photo, truth, treatment, crop }, options) => {
      const files = { photo: { path: photo }, truth: { path: truth } };
      const asked = { ...files, treatment, crop, priority: 'batch' as const };
      const result = await isolation.run(() => engine.call('photos.compare', asked, options));
      await forget(photo, truth);
      return result;
    },
    evaluated: (input, options) => isolation.run(() => engine.call('photo.evaluated', input, options)),
    runtime: async () => (await engine.call('engine.runtime', {})).runtime,
    lpips: async (options) => (await engine.call('engine.lpips', {}, options)).sha256,
    peakMegabytes: async () => (await engine.call('engine.peak', {})).megabytes,
  };
}

/** Ends the engine's process, if there is one. The next call goes to a fresh one. */
async function renewed(port: EnginePort): Promise<void> {
  const { pid } = port;
  if (pid === undefined) return;
  port.restart();
  // Its end is noticed a little later; until then calls would go to the old process.
  while (port.pid === pid) await setTimeout(1);
}
