import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { useSays, values } from './layers';
import { Maths } from './Maths';

/** The layers of a shipped network, with this photo in it. */
export const layers: LessonPage = {
  id: 'layers',
  title: 'The layers in the file',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'A network is a chain of layers. Each layer looks at the pictures that the last one made, and makes new ones. Click a layer to see its pictures of your photo.',
      'Early layers see a few pixels: edges, flat areas, one colour. Later layers see more of the photo. A picture that stays black is silent: this photo has nothing that it looks for.',
    ],
    student: [
      'Each box is one layer as it stands in the model’s file. It names the channels, height and width of what the layer hands on, and how large a window of the photo one value depends on: the receptive field.',
      'A 3 × 3 convolution widens the window by two pixels. A stride of two doubles how fast the window grows from there. Pooling over all places lets every pixel have a say.',
      'A map in which every value is zero is silent. ReLU makes it so when every sum is negative. Silent here does not mean dead: another photo may wake it.',
    ],
    engineer: [
      'The maps are outputs that were appended to the model’s graph, fetched at a long edge of 256 pixels. Shapes are C × H × W; a number before them is the batch.',
      'Times are ONNX Runtime’s own profile of the unchanged network on the CPU: convolution and activation run as one kernel there. With the extra outputs they would not, and would look slower than they are.',
      'The window is exact for convolutions and pooling. For transposed convolutions and interpolation it is the smallest window that surely holds everything.',
    ],
  },
  breaks: [
    {
      id: 'oneScale',
      label: 'One scale for all maps',
      why: 'On one common scale a few strong maps leave the others black. Each map has its own range, and the next layer’s weights make up for it. So only a map stretched by itself shows what it found.',
    },
  ],
  sources: ['Zeiler & Fergus 2014', 'Araujo, Norris & Sim 2019, “Computing receptive fields”'],
};
