import { CandelaError, systemReason } from '@contract';
import { preferencesText } from '../text';
import type { MainHandlers, Services } from './Services';

/** Settings of photos, kept by the photos' content. */
export function settingsHandlers({ registry, settings }: Services) {
  return {
    // A file that cannot be read is reported when its photo is opened.
    'settings.find': ({ photo }) => settings.find(registry.get(photo)).catch(() => null),
    'settings.keep': async ({ photo, settings: own }) => {
      const open = registry.get(photo);
      await settings.keep(open, own).catch((cause: unknown) => {
        const reason = systemReason(cause, 'write');
        const details = { file: open.name, reason, folder: preferencesText.itsFolder };
        throw new CandelaError('settings.notKept', details, { cause });
      });
      return {};
    },
  } satisfies Partial<MainHandlers>;
}
