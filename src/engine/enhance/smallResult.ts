import { isDeepStrictEqual } from 'node:util';
import { networkAlone, type Notice, type Provider, type Settings } from '@contract';
import type { Raster } from '@core';
import { scaleToFit } from '../photo/codec/scaleToFit';

/** A network's result, with what is said of it. `ms` is the time of the network. */
export type Result = {
  readonly raster: Raster;
  readonly provider: Provider;
  readonly ms: number;
  readonly notices: readonly Notice[];
};

/** Receives the network's result at this long edge, px. */
export type SmallResult = { readonly size: number; readonly take: (result: Result) => void };

type Wanted = { small?: SmallResult | undefined; settings: Settings; signal: AbortSignal };

/**
 * Gives the result at its small size away, if nothing else was mixed into it. That costs a fraction of another run of the network. No
 * photo fails for it.
 */
export async function giveSmall(result: Result, { small, settings, signal }: Wanted): Promise<void> {
  const { strength, finish } = settings;
  if (small === undefined || !isDeepStrictEqual({ strength, finish }, networkAlone)) return;
  try {
    small.take({ ...result, raster: await scaleToFit(result.raster, small.size, { signal }) });
  } catch {
    signal.throwIfAborted();
  }
}
