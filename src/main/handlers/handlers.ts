import { mainCalls } from '@contract';
import { bindAll, type BoundCall } from '@transport';
import { forwardedCalls } from '../calls/forwardedCalls';
import { appHandlers } from './appHandlers';
import { batchHandlers } from './batchHandlers';
import { evaluateHandlers } from './evaluateHandlers';
import { lessonHandlers } from './lessonHandlers';
import { openFiles } from './openFiles';
import { photoHandlers } from './photoHandlers';
import { saveHandlers } from './saveHandlers';
import { settingsHandlers } from './settingsHandlers';
import type { Services } from './Services';

/** Everything that answers the page's calls: the main process's handlers, or the engine. The compiler reports a missing handler. */
export function answeringWith(services: Services): Record<string, BoundCall> {
  const { engine, registry, images, measured, comparison } = services;
  const own = bindAll(mainCalls, {
    ...photoHandlers(services),
    ...saveHandlers(services),
    ...appHandlers(services),
    ...settingsHandlers(services),
    ...batchHandlers(services),
    ...lessonHandlers(services),
    ...evaluateHandlers(services),
    'files.open': (input, { signal }) => openFiles(services, input, { signal }),
  });
  const forwarded = forwardedCalls(engine, {
    fileOf: (photo) => {
      const { path, page, raw } = registry.get(photo);
      return { path, page, raw };
    },
    keep: (photo, picture) => images.put(photo, picture),
  });
  const { 'photos.compare': compare, ...others } = forwarded;
  return {
    ...others,
    ...(compare && { 'photos.compare': comparison.noting(measured.remembering(compare)) }),
    ...own,
  };
}
