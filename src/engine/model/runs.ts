/** A network's run blocks this thread, so processes that wait for an answer should know of it. */
export type RunState = 'begun' | 'ended';

let tell: (state: RunState) => void = () => undefined;

/** Registers a listener for every run of this process. */
export function listenToRuns(listener: (state: RunState) => void): void {
  tell = listener;
}

/** Runs a network and reports its begin and its end. */
export async function asRun<Result>(run: () => Promise<Result>): Promise<Result> {
  tell('begun');
  try {
    return await run();
  } finally {
    tell('ended');
  }
}
