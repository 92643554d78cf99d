import type { Priority } from '@contract';
import type { EngineCaller } from '@engine-client';
import type { Runner } from '@jobs';

/**
 * Jobs done by the engine's process, with progress, and with what is known of those that fail.
 * @param shown long edge at which the page will ask for their results
 */
export function engineRunner(engine: EngineCaller, priority: Priority, shown?: number): Runner {
  return ({ settings, ...job }, { signal, onProgress, onKnown }) =>
    engine.call(
      'photo.enhance',
      { job, settings, priority, ...(shown !== undefined && { shown }) },
      {
        signal,
        onProgress: (told) => {
          if ('known' in told) onKnown(told.known);
          else onProgress(told);
        },
      },
    );
}
