import type { EngineCaller } from '@engine-client';
import type { Measures } from '@jobs';

/** What planning asks of photos, answered by the engine. */
export function engineMeasures(engine: EngineCaller): Measures {
  return {
    exposure: (path, { page, signal }) => engine.call('file.exposure', { photo: { path, page } }, { signal }),
    survey: (path, { page, signal }) => engine.call('photo.survey', { photo: { path, page } }, { signal }),
  };
}
