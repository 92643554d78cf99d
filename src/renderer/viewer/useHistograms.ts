import { useEffect, useState } from 'react';
import type { MixSettings } from '@contract';
import { histogramOf, type Histograms } from './histogramOf';
import type { ViewerLayers } from './viewerProps';

/** Milliseconds from the last change to the count. While a slider moves, its photo has priority. */
const restMs = 60;

/** Histograms of the viewer's pictures, counted when the settings rest. Null before the first count and without a photo. */
export function useHistograms(layers: ViewerLayers | null, mix: MixSettings): Histograms | null {
  const [histograms, setHistograms] = useState<Histograms | null>(null);
  const lowLight = layers?.lowLight ?? null;
  const enhanced = layers?.enhanced ?? null;
  useEffect(() => {
    const timer = setTimeout(() => {
      setHistograms(lowLight === null ? null : histogramOf({ lowLight, enhanced }, mix));
    }, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [lowLight, enhanced, mix]);
  return histograms;
}
