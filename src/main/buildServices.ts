import { engineCaller, type EngineLine } from '@engine-client';
import type { EngineHold } from '@jobs';
import { buildBatch } from './batch/buildBatch';
import { ComparisonFiles } from './evaluate/ComparisonFiles';
import { FileHashes } from './evaluate/FileHashes';
import { KeptComparison } from './evaluate/KeptComparison';
import { MeasuredPairs } from './evaluate/MeasuredPairs';
import { WindowEvaluation } from './evaluate/WindowEvaluation';
import type { About, Desktop, Services } from './handlers/Services';
import { ImageStore } from './photo/ImageStore';
import { PhotoRegistry } from './photo/PhotoRegistry';
import type { ProgramPaths } from './programPaths';
import { HeldNames } from './save/HeldNames';
import { MadeFolders } from './save/MadeFolders';
import { SaveLedger } from './save/SaveLedger';
import { SaveTargets } from './save/SaveTargets';
import { appStateFile } from './state/appStateFile';
import { Kept } from './state/Kept';
import { preferencesFile } from './state/preferencesFile';
import { RecentHandles } from './state/RecentFiles';
import { SettingsMemory } from './state/SettingsMemory';

/** The most memory for pixels that wait for the page. */
const imageBytes = 256 * 2 ** 20;

type Parts = {
  port: EngineLine & EngineHold;
  desktop: Desktop;
  about: About;
  tell: Services['tell'];
  paths: Pick<ProgramPaths, 'preferences' | 'state' | 'settings' | 'folders' | 'batches' | 'comparison'>;
};

/** Reads the remembered state and assembles the services for the handlers. */
export async function buildServices({ port, desktop, about, tell, paths }: Parts): Promise<Services> {
  const [preferences, state, settings] = await Promise.all([
    Kept.open(preferencesFile(paths.preferences)),
    Kept.open(appStateFile(paths.state)),
    SettingsMemory.open(paths.settings),
  ]);
  const madeFolders = new MadeFolders();
  const measured = new MeasuredPairs();
  const services = {
    registry: new PhotoRegistry(),
    images: new ImageStore(imageBytes),
    ledger: new SaveLedger(madeFolders),
    targets: new SaveTargets(),
    madeFolders,
    held: new HeldNames(),
    recents: new RecentHandles(),
    engine: engineCaller(port),
    preferences,
    state,
    settings,
    desktop,
    folders: paths.folders,
    about,
    clock: () => new Date(),
    tell,
  };
  const batch = buildBatch({ services, port, batches: paths.batches });
  const { registry, engine, clock } = services;
  const shared = { registry, engine, clock, about, measured, hashes: new FileHashes() };
  const evaluation = new WindowEvaluation({ ...shared, isolation: batch.isolation });
  const comparison = new KeptComparison({
    ...shared,
    files: new ComparisonFiles(paths.comparison),
    provider: () => preferences.value.provider,
  });
  return { ...services, batch, measured, evaluation, comparison };
}
