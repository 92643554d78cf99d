/** @file The places of the program, in the order of the rail. A place is a folder here and a row of this table. */
import type { Place } from '../state/places';
import { batch } from './batch';
import { enhance } from './enhance';
import { evaluatePlace } from './evaluate';
import { learnPlace } from './learn';

export const placeTable: readonly Place[] = [enhance, batch, learnPlace, evaluatePlace];
