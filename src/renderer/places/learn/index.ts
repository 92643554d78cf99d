/** @file Learn: how the networks work, on the photo that is open. The window knows only this row. */
import { BookOpen } from 'lucide-react';
import { takePhotos } from '../../actions/photoSet';
import type { Place } from '../../state/places';
import { text } from '../../text/en';
import { commands } from './actions/commands';
import { followLesson } from './actions/share';
import { Title } from './bar/Title';
import { Tools } from './bar/Tools';
import { LearnPlace } from './LearnPlace';

export const learnPlace: Place = {
  id: 'learn',
  label: text.places.learn,
  icon: BookOpen,
  Main: LearnPlace,
  Title,
  Tools,
  commands,
  holdOriginal: () => undefined,
  take: takePhotos,
  zoneOf: () => 'photo',
  drop: () => false,
  follow: followLesson,
  useEscape: () => null,
  start: () => () => undefined,
};
