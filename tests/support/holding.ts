/** @file An engine that holds calls back, so that a test need not be quicker than the program. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './runBundled';

export type Holding = {
  /** For the program that starts the engine. */
  readonly env: Record<string, string>;
  /** Holds calls from now on. */
  hold: () => void;
  /** Whether a call has been held. */
  isHeld: () => boolean;
  /** Lets all calls go. */
  free: () => void;
};

/**
 * An engine that holds calls of one kind back while it is told to; see holdingHostChild.ts.
 * @param home a folder for the files by which it is told
 * @param call photos that are to be enhanced, unless another call is named
 * @param after how many of them pass first
 */
export async function holdingEngine(
  home: string,
  { call = 'photo.enhance', after = 0 }: { call?: string; after?: number } = {},
): Promise<Holding> {
  const [hold, held] = [join(home, 'hold'), join(home, 'held')];
  return {
    env: {
      CANDELA_ENGINE_HOST: await bundle('holdingHostChild'),
      CANDELA_HOLD: hold,
      CANDELA_HELD: held,
      CANDELA_HOLD_CALL: call,
      CANDELA_HOLD_AFTER: String(after),
    },
    hold: () => {
      writeFileSync(hold, '');
    },
    isHeld: () => existsSync(held),
    free: () => {
      rmSync(hold);
    },
  };
}
