/** @file Batch: many photos, one run, one look at what needs attention. The window knows only this row. */
import { LayoutGrid } from 'lucide-react';
import { useStore } from 'zustand';
import { onForget, takePhotos } from '../../actions/photoSet';
import { batch as mirror, isAtWork } from '../../state/batch';
import type { Place } from '../../state/places';
import { text } from '../../text/en';
import { commands } from './actions/commands';
import { followPace } from './actions/followPace';
import { forgetMeasured } from './actions/measure';
import { Title } from './bar/Title';
import { Tools } from './bar/Tools';
import { BatchPlace } from './BatchPlace';
import { setBatchView } from './state/view';

export const batch: Place = {
  id: 'batch',
  label: text.places.batch,
  icon: LayoutGrid,
  useIsBusy: () => useStore(mirror, ({ status }) => isAtWork(status)),
  Main: BatchPlace,
  Title,
  Tools,
  commands,
  holdOriginal: (showOriginal) => {
    setBatchView({ showOriginal });
  },
  take: takePhotos,
  zoneOf: () => 'photo',
  drop: () => false,
  useEscape: () => null,
  start: () => {
    const stops = [followPace(), onForget(forgetMeasured)];
    return () => {
      for (const stop of stops) stop();
    };
  },
};
