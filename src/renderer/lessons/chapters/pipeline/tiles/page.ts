import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { useSays, values } from './tiles';

/** Why a large photo is cut into tiles that overlap. */
export const tiles: LessonPage = {
  id: 'tiles',
  title: 'Tiles and seams',
  values,
  Figure,
  useSays,
  words: {
    photographer: [
      'A large photo does not fit into memory as a whole while the network works on it. So it is cut into tiles, like a panorama the other way round.',
      'At the edge of a tile the network cannot see what comes next. It guesses, and guesses a little wrong. Drag the overlap to zero and the seams light up.',
      'With enough overlap each tile sees its surroundings, and the seams are gone.',
    ],
    student: [
      'Every pixel of the result depends on a neighbourhood of the photo: the receptive field of the network. At the border of a tile a part of that neighbourhood is missing.',
      'The overlap gives each tile real pixels around it. They are used and then thrown away. From some overlap on, tiled and whole agree.',
      'The picture in the middle is the difference, amplified. A network with a wide view, such as MIRNet, needs more overlap than a small one.',
    ],
    engineer: [
      'Tiles of one shape keep the session’s allocations; the overlap costs time: of a tile of 256 × 256 pixels with an overlap of 64 only the inner 128 × 128 are kept, and three quarters of the work is thrown away. Candela’s own tiles are up to 1280 pixels.',
      'The card states the overlap at which tiled equals whole within 0.1 of 255; it was measured. What remains comes from convolutions chosen by shape, not from context.',
      'Global decisions must not be taken in a tile. Candela’s head sees a thumbnail of the whole photo, which is the same input for every tile. Break that, and each tile gets its own exposure.',
    ],
  },
  breaks: [
    {
      id: 'alone',
      label: 'Each tile for itself',
      why: 'Each tile is taken for a photo of its own. It chooses its own exposure, so a dark tile becomes as light as a bright one. No overlap can mend that.',
    },
  ],
  sources: ['Ronneberger et al. 2015 (overlap-tile strategy)', 'Luo et al. 2016 (effective receptive field)'],
};
