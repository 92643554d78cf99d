import type { ModelCard } from '@contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { lookControls, type Adjustments, type LookControl } from '../../state/look';
import { looks } from '../../state/looks';
import { cardOf, models } from '../../state/models';
import { photos, type PhotoView } from '../../state/photos';
import { pixels, type PixelSet } from './state/pixels';
import { filter, filteredOrder } from '../../state/filter';
import { chosen, selectedOf } from '../../state/selection';
import { text } from '../../text/en';

export function useShownPhoto(): PhotoView | null {
  return useStore(photos, ({ active, byId }) => (active === null ? null : (byId[active] ?? null)));
}

export function useShownLook(): Adjustments | null {
  const active = useStore(photos, (state) => state.active);
  return useStore(looks, ({ byPhoto }) => (active === null ? null : (byPhoto[active]?.present ?? null)));
}

export function useShownPixels(): PixelSet | null {
  const active = useStore(photos, (state) => state.active);
  return useStore(pixels, ({ byPhoto }) => (active === null ? null : (byPhoto[active] ?? null)));
}

/** Card of the shown photo's model. */
export function useShownCard(): ModelCard | undefined {
  const model = useShownLook()?.model ?? '';
  return useStore(models, ({ list }) => cardOf(list, model));
}

export function useLookControls(): LookControl[] {
  const card = useShownCard();
  return useMemo(() => lookControls(card, text.controls), [card]);
}

/** The photos of the strip, in its order. */
export function useStripOrder(): readonly string[] {
  const by = useStore(filter, (state) => state.photos);
  return useStore(
    photos,
    useShallow((state) => filteredOrder(state, by)),
  );
}

/** The selected photos. */
export function useSelected(): readonly string[] {
  const order = useStripOrder();
  const active = useStore(photos, (state) => state.active);
  const together = useStore(chosen, (state) => state.photos);
  return useMemo(() => selectedOf({ order, active }, together), [order, active, together]);
}
