import type { BatchOutline, PhotoHandle, PlanProgress, WireError } from '@contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { planBatch } from '../../../actions/batch';
import { batchChoices, useBatchPreferences } from '../../../actions/batchChoices';
import { failureOf } from '../../../actions/failures';
import { example } from '../../../state/example';
import { preferences } from '../../../state/preferences';

/** A person who types or drags is not done yet. */
const restMs = 250;

export type Outlined = {
  readonly outline: BatchOutline | null;
  /** It is being made anew. */
  readonly isPlanning: boolean;
  readonly progress: PlanProgress | null;
  readonly error: WireError | null;
};

/** What a batch of photos would write with the present choices. */
export function useOutline(wanted: readonly PhotoHandle[]): Outlined {
  const chosen = useBatchPreferences();
  const output = useStore(preferences, ({ exportChoices }) => exportChoices);
  const folder = useStore(example, (state) => state.folder);
  const [outlined, setOutlined] = useState<Outlined>({
    outline: null,
    isPlanning: true,
    progress: null,
    error: null,
  });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const change = (patch: Partial<Outlined>): void => {
      if (!signal.aborted) setOutlined((before) => ({ ...before, ...patch }));
    };
    change({ isPlanning: true, progress: null });
    const plan = async (): Promise<void> => {
      try {
        const onProgress = (progress: PlanProgress): void => {
          change({ progress });
        };
        const outline = await planBatch(wanted, batchChoices(chosen), { signal, onProgress });
        change({ outline, isPlanning: false, error: null });
      } catch (error) {
        change({ outline: null, isPlanning: false, error: failureOf(error, '') });
      }
    };
    const timer = setTimeout(() => void plan(), restMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
    // The folder is no part of the choices, but the names depend on it.
  }, [wanted, chosen, output, folder]);
  return outlined;
}
