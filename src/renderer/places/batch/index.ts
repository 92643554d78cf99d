/** @file Batch: many photos, one run, one look at what needs attention. The window knows only this row. */
import { LayoutGrid } from 'lucide-react';
import { useStore } from 'zustand';
import { takePhotos } from '../../actions/photoSet';
import type { Place } from '../../state/places';
import { text } from '../../text/en';
import { commands } from './actions/commands';
import { followPhotos } from './actions/run';
import { Title } from './bar/Title';
import { Tools } from './bar/Tools';
import { BatchPlace } from './BatchPlace';
import { run } from './state/run';
import { setBatchView } from './state/view';

export const batch: Place = {
  id: 'batch',
  label: text.places.batch,
  icon: LayoutGrid,
  useIsBusy: () => useStore(run, ({ status }) => status === 'running'),
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
  start: followPhotos,
};
