import { tilePictureSize } from '@contract';
import type { EngineLine } from '@engine-client';
import { BatchRegistry, copying, Isolation, isolated, type EngineHold } from '@jobs';
import { ensureRead, inspect } from '../handlers/openPhotos';
import type { Services } from '../handlers/Services';
import { entryOf } from '../photo/PhotoRegistry';
import { engineRunner } from '../save/engineRunner';
import { chosenFolder, resultFolder } from '../save/resultFolder';
import { BatchDesk } from './BatchDesk';
import { BatchPresence } from './BatchPresence';
import { BatchPlanner } from './BatchPlanner';
import { BatchReport } from './BatchReport';
import { FolderWatcher } from './FolderWatcher';
import { Journals } from './Journals';
import { ModelHashes } from './ModelHashes';
import { Surveys } from './Surveys';
import { Unfinished } from './Unfinished';
import type { WindowBatch } from './WindowBatch';

type Parts = {
  readonly services: Omit<Services, 'batch' | 'measured' | 'evaluation' | 'comparison'>;
  readonly port: EngineLine & EngineHold;
  /** Absolute path of the list of unfinished batches, which the command line shares. */
  readonly batches: string;
};

export function buildBatch({ services, port, batches }: Parts): WindowBatch {
  const { engine, held, ledger, madeFolders, about, tell, registry } = services;
  const isolation = new Isolation();
  const models = new ModelHashes(engine);
  const surveys = new Surveys((path, { page, signal }) =>
    isolation.run(() => engine.call('photo.survey', { photo: { path, page } }, { signal })),
  );
  const list = new BatchRegistry(batches);
  const journals = new Journals({ registry: list, modelHash: models.of, version: about.version });
  const planner = new BatchPlanner({
    ...{ engine, surveys, held, clock: services.clock, modelHash: models.of },
    read: (photo, options) => ensureRead(services, registry.get(photo), options),
    folderOf: (photo) => resultFolder(services, photo),
  });
  const desk = new BatchDesk({
    ...{ planner, journals, ledger, madeFolders, held, tell },
    runner: copying(isolated(engineRunner(engine, 'batch', tilePictureSize), port, { isolation }), {
      isolation,
      copy: (files, options) => engine.call('file.copy', files, options),
    }),
    clock: () => performance.now(),
    out: () => chosenFolder(services),
    drawsOnProcessor: services.desktop.drawsOnProcessor,
    onTold: new BatchPresence(services.desktop.presence).follow,
  });
  const unfinished = new Unfinished({
    ...{ registry: list, journals, desk },
    open: (photo) => registry.add(photo),
  });
  const watcher = new FolderWatcher({
    ...{ desk, tell, modelHash: models.of },
    open: async (path, options) => entryOf(await inspect(services, { path }, options)),
    isOwnResult: (path, options) => engine.call('file.isOwnResult', { path }, options),
  });
  const report = new BatchReport({
    ...{ engine, isolation, journals, version: about.version, clock: services.clock },
  });
  return { desk, surveys, unfinished, watcher, models, report, isolation };
}
