import { defaultNameTemplate, type Preferences } from '@contract';
import { createStore } from 'zustand/vanilla';

/** The preferences until the main process has answered. */
const beforeRead: Preferences = {
  version: 1,
  theme: 'dark',
  model: null,
  provider: 'auto',
  view: 'split',
  showClipping: false,
  presets: [],
  exportChoices: { format: 'same', metadata: 'all', nameTemplate: defaultNameTemplate, onConflict: 'number' },
  learn: { depth: 'student', page: null, beside: null, seen: [] },
  batch: { isOnlyDark: false, darkness: 0.25, copyRest: false, series: false, include: '', exclude: '' },
};

/** The page's copy of the preferences. The main process owns them. */
export const preferences = createStore<Preferences>()(() => beforeRead);

/** The theme to draw in, given what the system prefers. */
export function themeOf(theme: Preferences['theme'], systemIsLight: boolean): 'dark' | 'light' {
  if (theme === 'system') return systemIsLight ? 'light' : 'dark';
  return theme;
}
