import type { z } from 'zod';
import { hostCalls, toWire, type HostCallName, type CallProgress } from '@contract';
import type { Engine } from '@engine';

export type HandlerOptions = { signal: AbortSignal; onProgress: (progress: CallProgress) => void };

/** Answers one call; what it is given is parsed before it is used. */
export type Handler = (input: unknown, options: HandlerOptions) => Promise<unknown>;

export type Handlers = Readonly<Record<HostCallName, Handler>>;

function handler<I extends z.ZodType, O extends z.ZodType>(
  call: { input: I; output: O },
  work: (input: z.output<I>, options: HandlerOptions) => Promise<z.input<O>>,
): Handler {
  return (input, options) => work(call.input.parse(input), options);
}

/** What the engine does for the main process, by the names of the contract. */
export function handlersFor(engine: Engine): Handlers {
  const { previews } = engine;
  return {
    inspect: handler(hostCalls.inspect, (input, options) => previews.inspect(input, options)),
    preview: handler(hostCalls.preview, (input, options) => previews.preview(input, options)),
    draft: handler(hostCalls.draft, (input, options) => previews.draft(input, options)),
    tile: handler(hostCalls.tile, (input, options) => previews.tile(input, options)),
    measure: handler(hostCalls.measure, (input, options) => previews.measure(input, options)),
    explain: handler(hostCalls.explain, (input, options) => previews.explain(input, options)),
    picture: handler(hostCalls.picture, (input, options) => previews.picture(input, options)),
    enhance: handler(hostCalls.enhance, ({ job, settings }, options) =>
      engine.enhance(job, settings, { ...options, priority: 'save' }),
    ),
    models: handler(hostCalls.models, async () => {
      const entries = await engine.models();
      return entries.map((entry) =>
        'card' in entry
          ? { id: entry.id, card: entry.card }
          : { id: entry.id, error: toWire(entry.error, entry.id) },
      );
    }),
    devices: handler(hostCalls.devices, async (_, { signal }) => {
      const reports = await engine.devices({ signal });
      return reports.map((report) => ({ type: 'device' as const, ...report }));
    }),
    forget: handler(hostCalls.forget, ({ path }) => {
      previews.forget(path);
      return Promise.resolve({});
    }),
  };
}
