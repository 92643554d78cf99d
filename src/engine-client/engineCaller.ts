import { engineCalls, type EngineCalls } from '@contract';
import { Caller, type Line } from '@transport';

/** Every call of the engine's process, by its row. */
export type EngineCaller = Pick<Caller<EngineCalls>, 'call'>;

/** A caller of the engine that also reports progress. */
export type EngineLine = Line & { listen(listener: (id: string, progress: unknown) => void): void };

export function engineCaller(line: EngineLine): EngineCaller {
  const caller = new Caller(engineCalls, line, 'main');
  line.listen((id, progress) => {
    caller.hear(id, progress);
  });
  return caller;
}
