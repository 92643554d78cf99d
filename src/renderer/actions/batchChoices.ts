import type { BatchChoices, BatchPreferences } from '@contract';
import { useStore } from 'zustand';
import { preferences } from '../state/preferences';
import { changePreferences } from './preferences';

/** What is chosen for the next batch, and for a watched folder. It is remembered. */
export function useBatchPreferences(): BatchPreferences {
  return useStore(preferences, ({ batch }) => batch);
}

export function setChoices(patch: Partial<BatchPreferences>): void {
  changePreferences({ batch: { ...preferences.getState().batch, ...patch } });
}

export function batchChoices(chosen: BatchPreferences = preferences.getState().batch): BatchChoices {
  const { isOnlyDark, darkness, copyRest, series } = chosen;
  return { ...(isOnlyDark && { onlyDark: darkness }), copyRest: isOnlyDark && copyRest, series };
}

/** '*.jpg; IMG_*' as two patterns. */
export function patternsOf(typed: string): string[] {
  return typed
    .split(';')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '');
}
