/** @file Evaluate: pictures against their ground truths. The window knows only this row. */
import { ChartNoAxesColumn } from 'lucide-react';
import { useStore } from 'zustand';
import { takePhotos } from '../../actions/photoSet';
import { showPlace, type Place } from '../../state/places';
import { text } from '../../text/en';
import { commands } from './actions/commands';
import { keepComparison } from './actions/keep';
import { dropPairs } from './actions/open';
import { followDevice } from './actions/run';
import { Title } from './bar/Title';
import { Tools } from './bar/Tools';
import { EvaluatePlace } from './EvaluatePlace';
import { evaluate, setEvaluate } from './state/evaluate';

export const evaluatePlace: Place = {
  id: 'evaluate',
  label: text.places.evaluate,
  icon: ChartNoAxesColumn,
  useIsBusy: () => useStore(evaluate, ({ run }) => run !== null),
  Main: EvaluatePlace,
  Title,
  Tools,
  commands,
  holdOriginal: (isHeld) => {
    setEvaluate({ isHeld });
  },
  holdTruth: (isTruthHeld) => {
    setEvaluate({ isTruthHeld });
  },
  // Photos that are opened to be enhanced, as by the system, belong to the set that the other places show.
  take: (entries) => {
    takePhotos(entries);
    showPlace('enhance');
  },
  zoneOf: () => 'pairs',
  drop: (files) => {
    dropPairs(files);
    return true;
  },
  useEscape: () => null,
  start: () => {
    const stops = [followDevice(), keepComparison()];
    return () => {
      for (const stop of stops) stop();
    };
  },
};
