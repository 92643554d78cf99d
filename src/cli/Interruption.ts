import { exitCodes } from './defaults';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Longest time that running work may take to stop, ms. */
const patience = 2000;

/** One Ctrl-C may arrive twice: from the terminal and from npm. A second interrupt within this time counts as the first, ms. */
const echo = 250;

/**
 * Turns the first interrupt into an abort. The program ends at once on a second interrupt, or when work has not stopped after two
 * seconds. Temporary files are removed in every case.
 * @param cleanUp removes the temporary files, synchronously.
 */
export function abortWhenInterrupted(cleanUp: () => void): AbortSignal {
  const stop = new AbortController();
  const end = (): never => {
    cleanUp();
    process.exit(exitCodes.interrupted);
  };
  let first: { name: string; at: number } | undefined;
  for (const name of signals) {
    process.on(name, () => {
      const at = performance.now();
      if (first?.name === name && at - first.at < echo) return;
      if (first !== undefined) end();
      first = { name, at };
      stop.abort();
      setTimeout(end, patience).unref();
    });
  }
  return stop.signal;
}
