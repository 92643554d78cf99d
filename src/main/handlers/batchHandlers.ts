import type { BatchAdjustment, BatchWish, PlanProgress } from '@contract';
import { Patterns } from '@jobs';
import type { CallContext } from '@transport';
import { folderLabel } from '../files/folderLabel';
import { chosenFolder } from '../save/resultFolder';
import type { MainHandlers, Services } from './Services';

/** The window's batch. It goes on when the page that started it is gone. */
export function batchHandlers(services: Services) {
  const { batch, registry } = services;
  const { desk, models, surveys, unfinished } = batch;
  /** Hashes decide which results are skipped, and stand in journals. */
  const informed = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await models.learn();
    return work();
  };
  return {
    ...stepHandlers(services),
    ...dialogHandlers(services),
    'batch.plan': (wish: BatchWish, context: CallContext<PlanProgress>) =>
      informed(() => desk.outline(wish, context)),
    'batch.start': (wish: BatchWish, context: CallContext<PlanProgress>) =>
      informed(() => desk.start(wish, context)),
    'batch.state': () => desk.state(),
    'batch.measure': async ({ photos }, { signal }) => {
      const open = photos.flatMap((photo) => registry.find(photo) ?? []);
      return Promise.all(
        open.map(async ({ photo, path, page }) => ({
          photo,
          median: await surveys.median(path, { page, signal }),
        })),
      );
    },
    'batch.unfinished': () => unfinished.list(),
    'batch.continue': ({ batch: stopped }, { signal }) =>
      informed(() => unfinished.continue(stopped, signal)),
    'batch.forget': async ({ batch: stopped }) => {
      await unfinished.forget(stopped);
      return {};
    },
  } satisfies Partial<MainHandlers>;
}

/** What shows something outside the window. */
function dialogHandlers(services: Services) {
  const { desktop, batch } = services;
  const { watcher, models } = batch;
  return {
    'batch.report': async (_: unknown, context: CallContext<PlanProgress>) => {
      await desktop.openFile(await batch.report.write(context));
      return {};
    },
    'batch.watch': async ({ include, exclude, ...wanted }) => {
      const patterns = new Patterns({ include, exclude });
      const folder = await desktop.askForWatchedFolder();
      if (folder === null) return null;
      await models.learn();
      watcher.start({ folder, out: chosenFolder(services), patterns, ...wanted });
      return { folder: folderLabel(folder) };
    },
    'batch.unwatch': () => {
      watcher.stop();
      return {};
    },
  } satisfies Partial<MainHandlers>;
}

function stepHandlers({ batch: { desk } }: Services) {
  return {
    'batch.pause': () => {
      desk.pause();
      return {};
    },
    'batch.resume': () => {
      desk.resume();
      return {};
    },
    'batch.cancel': async ({ photos }) => {
      await desk.cancel(photos);
      return {};
    },
    'batch.retry': async ({ photos }, { signal }) => {
      await desk.retry(photos, { signal, onProgress: () => undefined });
      return {};
    },
    'batch.remove': async ({ photos }) => {
      await desk.remove(photos);
      return {};
    },
    'batch.adjust': async (adjustment: BatchAdjustment, { signal }) => {
      await desk.adjust(adjustment, { signal, onProgress: () => undefined });
      return {};
    },
    'batch.move': ({ photos, before }) => {
      desk.move(photos, before);
      return {};
    },
  } satisfies Partial<MainHandlers>;
}
