import type { Preferences, PreferencesPatch } from '@contract';
import { call } from '../bridge';
import { preferences } from '../state/preferences';
import { addToast } from '../state/toasts';
import { text } from '../text/en';
import { failureOf, inBackground } from './failures';

/** Changes preferences on the screen at once. The main process stores them. A change that it refuses is undone and reported. */
export function changePreferences(patch: PreferencesPatch): void {
  preferences.setState((current) => ({ ...current, ...withoutGaps(patch) }));
  inBackground(keep(patch), '');
}

function withoutGaps(patch: PreferencesPatch): Partial<Preferences> {
  return Object.fromEntries(Object.entries<unknown>(patch).filter(([, value]) => value !== undefined));
}

async function keep(patch: PreferencesPatch): Promise<void> {
  try {
    await call('preferences.change', patch);
  } catch (error) {
    const wire = failureOf(error, text.preferences.subject);
    if (wire === null) return;
    await putBack(patch);
    addToast({ kind: 'error', message: wire.message, action: `${wire.action} ${text.preferences.putBack}` });
  }
}

/** A change that cannot be stored would block every later one. */
async function putBack(patch: PreferencesPatch): Promise<void> {
  const held = await call('preferences.read', {});
  const changed = Object.entries(held).filter(([key]) => key in patch);
  preferences.setState(Object.fromEntries(changed));
}

export async function readPreferences(): Promise<void> {
  preferences.setState(await call('preferences.read', {}), true);
}
