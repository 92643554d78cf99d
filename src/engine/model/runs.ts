/** A run of a network holds this thread: whoever waits for an answer of it should know. */
export type RunState = 'begun' | 'ended';

let tell: (state: RunState) => void = () => undefined;

/** From now on told of every run of this process. */
export function listenToRuns(listener: (state: RunState) => void): void {
  tell = listener;
}

/** Runs a network, and tells of it before and after. */
export async function asRun<Result>(run: () => Promise<Result>): Promise<Result> {
  tell('begun');
  try {
    return await run();
  } finally {
    tell('ended');
  }
}
