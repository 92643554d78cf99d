import { BatchPreferences, ExportChoices, Preferences, Preset } from '@contract';
import { JsonFile, type FileKind } from './JsonFile';
import { salvageKeys, salvageList } from './salvage';

const mostPresets = 200;

const preferencesKind: FileKind<Preferences> = {
  version: 1,
  // A file without a version counts as version 0. Its keys are those of version 1.
  migrations: {},
  salvage: (stored) =>
    Preferences.parse({
      ...salvageKeys(Preferences.shape, stored),
      presets: salvageList(Preset, stored['presets']).slice(0, mostPresets),
      exportChoices: salvageKeys(ExportChoices.shape, stored['exportChoices']),
      batch: salvageKeys(BatchPreferences.shape, stored['batch']),
    }),
};

/** What the person chose in the app: `preferences.json`. */
export function preferencesFile(path: string): JsonFile<Preferences> {
  return new JsonFile(path, preferencesKind);
}
