import { preferenceLimits, type Preset } from '@contract';
import { call } from '../bridge';
import { preferences } from '../state/preferences';
import { addToast } from '../state/toasts';
import { fill, text } from '../text/en';
import { reportFailure } from './failures';
import { changePreferences } from './preferences';

const { builtIn } = text.presets;

/** The three built-in presets. */
export const builtInPresets: readonly Preset[] = [
  {
    version: 1,
    name: builtIn.plain,
    strength: 1,
    controls: {},
    finish: { brightness: 0, highlights: 0, colour: 0 },
  },
  {
    version: 1,
    name: builtIn.street,
    strength: 1,
    controls: { denoise: 0.25 },
    finish: { brightness: 0, highlights: -0.35, colour: 0.1 },
  },
  {
    version: 1,
    name: builtIn.gentle,
    strength: 0.7,
    controls: {},
    finish: { brightness: 0, highlights: -0.15, colour: 0 },
  },
];

const builtInNames: ReadonlySet<string> = new Set(builtInPresets.map(({ name }) => name));

/** Whether a name belongs to a built-in preset. */
export function isBuiltIn(name: string): boolean {
  return builtInNames.has(name.trim());
}

/**
 * Own presets with others added. Presets of the same name are replaced. One named like a built-in preset gets a different name.
 * Beyond the limit the last ones are left out.
 */
export function withAdded(
  presets: readonly Preset[],
  added: readonly Preset[],
): { presets: Preset[]; leftOut: number } {
  const own = added.map((preset) =>
    isBuiltIn(preset.name) ? { ...preset, name: fill(text.presets.own, { name: preset.name }) } : preset,
  );
  const names = new Set(own.map(({ name }) => name));
  const all = [...presets.filter(({ name }) => !names.has(name)), ...own];
  return {
    presets: all.slice(0, preferenceLimits.presets),
    leftOut: Math.max(0, all.length - preferenceLimits.presets),
  };
}

/** Own presets with one renamed, or null if the new name is taken. */
export function renamed(presets: readonly Preset[], from: string, to: string): Preset[] | null {
  const name = to.trim().slice(0, preferenceLimits.presetName).trim();
  if (name === '' || name === from) return [...presets];
  if (isBuiltIn(name) || presets.some((preset) => preset.name === name)) return null;
  return presets.map((preset) => (preset.name === from ? { ...preset, name } : preset));
}

export function refusePreset(message: string): void {
  addToast({ kind: 'error', message, action: '' });
}

export function renamePreset(from: string, to: string): void {
  const presets = renamed(preferences.getState().presets, from, to);
  if (presets === null) refusePreset(fill(text.presets.nameTaken, { name: to.trim() }));
  else changePreferences({ presets });
}

export function deletePreset(name: string): void {
  const before = preferences.getState().presets;
  changePreferences({ presets: before.filter((preset) => preset.name !== name) });
  addToast({
    kind: 'note',
    message: fill(text.presets.deleted, { name }),
    undo: () => {
      changePreferences({ presets: before });
    },
  });
}

export async function importPresets(): Promise<void> {
  try {
    const added = await call('presets.import', {});
    if (added.length === 0) return;
    const { presets, leftOut } = withAdded(preferences.getState().presets, added);
    changePreferences({ presets });
    const count = added.length - leftOut;
    if (leftOut === 0) addToast({ kind: 'note', message: fill(text.presets.imported, { count }) });
    else refusePreset(fill(text.presets.cut, { count, leftOut, most: preferenceLimits.presets }));
  } catch (error) {
    reportFailure(error, '');
  }
}

export async function exportPresets(): Promise<void> {
  const { presets } = preferences.getState();
  if (presets.length === 0) return;
  try {
    const { saved } = await call('presets.export', { presets });
    if (saved) addToast({ kind: 'note', message: text.presets.exported });
  } catch (error) {
    reportFailure(error, '');
  }
}
