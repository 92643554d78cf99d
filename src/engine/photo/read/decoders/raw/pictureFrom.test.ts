import { expect, it } from 'vitest';
import { turnRaster, type Orientation } from '@core';
import { pictureFrom } from './pictureFrom';

/** EXIF's number of each of dcraw's flips. */
const orientations: readonly Orientation[] = [1, 2, 4, 3, 5, 8, 6, 7];

const [width, height] = [150, 70];

it.each(orientations.map((orientation, flip) => ({ flip, orientation })))(
  'is turned by flip $flip as by orientation $orientation',
  ({ flip, orientation }) => {
    for (const channels of [1, 3] as const) {
      const values = Uint16Array.from({ length: width * height * 4 }, (_, index) => (index * 7919) % 65_536);
      const colours = values.filter((_, index) => index % 4 < channels);
      const turned = turnRaster({ width, height, channels, data: colours }, orientation);
      const { colors, ...picture } = pictureFrom(values, { width, height, flip, channels });
      expect({ ...picture, channels: colors }).toEqual(turned);
    }
  },
);
