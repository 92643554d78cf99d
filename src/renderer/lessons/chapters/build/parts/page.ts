import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './parts';

/** The layers of the network that is built here. */
export const parts: LessonPage = {
  id: 'parts',
  title: 'The network’s parts',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'The photo enters on the left. Each box looks at small patches of what comes in and makes new pictures of it: edges, spots, areas of one colour. The number in the box says how many.',
      'Three paths look at the photo in parallel, one thoroughly and two briefly. Their pictures are added up. Then the same happens again, and the last box makes red, green and blue.',
    ],
    student: [
      'All layers are convolutions that keep width and height, with stride 1 and ReLU. The branches a, b and c are added to add1; d, e and f to add2; g, h and add2 to add3. The way round a branch is a skip connection.',
      'A layer learns k² · c_in · c_out weights and one bias for each output channel. Choose a row and check the count. All layers together learn 134,067 numbers.',
      'The slide of the lecture notes stops at add1, which has 64 channels. Three are needed for a picture, so it cannot be the whole network; the public tutorial behind it goes on as shown here.',
    ],
    engineer: [
      'The network is fully convolutional: any size goes in, and the weights do not depend on it. A 2 × 2 kernel is padded at the bottom and the right alone, as Keras and PyTorch do; in ONNX, pads are [0, 0, 1, 1].',
      'It sees 6 pixels back and 9 ahead, so a tile needs an overlap of 9. A pixel costs 134 thousand multiplications, more than half of them in d1, d2 and e1.',
      'The small network has three 3 × 3 convolutions and 3,203 parameters. It trains some twenty times as fast, and already learns the fixed darkening: that is little more than a factor.',
    ],
  },
  breaks: [
    {
      id: 'cut',
      label: 'Cut at add1, as on the slide',
      why: 'add1 has 64 channels. A photo has three. Without the second half there is nothing that could be compared with the target, so this network cannot be trained.',
    },
  ],
  sources: [
    'the tutorial “Building a low-light enhancement model using convolutional neural networks”, and its shared notebook',
  ],
};
