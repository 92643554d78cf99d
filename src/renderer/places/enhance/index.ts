/** @file Enhance: view, judge and save one photo. The window knows only this row. */
import { ImageUp } from 'lucide-react';
import type { Place } from '../../state/places';
import { text } from '../../text/en';
import { commands } from './actions/commands';
import { startEnhance } from './actions/start';
import { dropOn, showOpened, zoneOf } from './actions/takePhotos';
import { Title } from './bar/Title';
import { Tools } from './bar/Tools';
import { EnhancePlace } from './EnhancePlace';
import { setView } from './state/view';
import { useEscape } from './useEscape';

export const enhance: Place = {
  id: 'enhance',
  label: text.places.enhance,
  icon: ImageUp,
  Main: EnhancePlace,
  Title,
  Tools,
  commands,
  holdOriginal: (isHeld) => {
    setView({ showOriginal: isHeld });
  },
  take: showOpened,
  zoneOf,
  drop: dropOn,
  useEscape,
  start: startEnhance,
};
