import { CandelaError, systemReason } from '@contract';
import { noMarks } from '../state/settingsFile';
import { preferencesText } from '../text';
import type { MainHandlers, Services } from './Services';

/** Settings and marks of photos, kept by the photos' content. */
export function settingsHandlers({ registry, settings }: Services) {
  const refuse = (file: string) => (cause: unknown) => {
    const reason = systemReason(cause, 'write');
    throw new CandelaError(
      'settings.notKept',
      { file, reason, folder: preferencesText.itsFolder },
      { cause },
    );
  };
  return {
    // A file that cannot be read is reported when its photo is opened.
    'settings.find': ({ photo }) => settings.find(registry.get(photo)).catch(() => null),
    'settings.keep': async ({ photo, settings: own }) => {
      const open = registry.get(photo);
      await settings.keep(open, own).catch(refuse(open.name));
      return {};
    },
    'marks.find': ({ photo }) => settings.findMarks(registry.get(photo)).catch(() => noMarks),
    'marks.keep': async ({ photo, marks }) => {
      const open = registry.get(photo);
      await settings.keepMarks(open, marks).catch(refuse(open.name));
      return {};
    },
  } satisfies Partial<MainHandlers>;
}
