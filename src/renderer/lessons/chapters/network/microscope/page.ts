import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './microscope';

/** One value of a shipped network, taken apart and computed again. */
export const microscope: LessonPage = {
  id: 'microscope',
  title: 'Pixel microscope',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'A filter looks at one pixel and its neighbours, in all colours. It likes some of them bright and others dark. The better the patch fits, the higher its number.',
      'Move the pixel and watch the number change. The same filter slides over the whole photo, so what it finds here it finds everywhere.',
    ],
    student: [
      'One filter of the first layer looks at a pixel and its eight neighbours, in three colours. It multiplies each of the 27 values by a weight, adds the products and a bias, and passes the sum through the activation.',
      'Later layers do the same with the maps of the layer before instead of colours. Then only the three strongest rows are written out, and the others are added up.',
      'The weights are those in the file. The page computes the sum itself and compares it with what ONNX Runtime computed for the whole photo.',
    ],
    engineer: [
      'What is called convolution is a cross-correlation: the kernel is not flipped. Outside the map the patch is zero. Stride, padding, dilation and groups are read from the node; a transposed convolution shows the taps that reach this output.',
      'The page adds in double precision, the runtime in single precision and in another order. Both agree to 1e-5 of the layer’s greatest magnitude, or the check turns red and shows more digits.',
      'The sum is an output that was appended to the graph, taken before the activation. In the unchanged network both run as one kernel.',
    ],
  },
  breaks: [
    {
      id: 'noBias',
      label: 'No bias',
      why: 'Without the bias the filter starts from zero. On a dark patch all products are small, so it was the bias that decided.',
    },
    {
      id: 'noActivation',
      label: 'No activation',
      why: 'Without its activation the filter also hands on what is below zero. The next layer never met such values, and layers with no activation between them collapse into one.',
    },
    {
      id: 'shuffled',
      label: 'Shuffled weights',
      why: 'The same weights in other places no longer fit any pattern. What a filter knows lies in which weight stands where.',
    },
    {
      id: 'zero',
      label: 'All weights zero',
      why: 'With weights of zero every patch gives the bias alone. The filter is blind: its map is one flat value.',
    },
    {
      id: 'mirrored',
      label: 'Look left, not right',
      why: 'Mirrored, the filter looks for the same edge facing the other way. Where it found something, it now finds the opposite.',
    },
  ],
  sources: ['LeCun et al. 1998', 'Dumoulin & Visin 2016, “A guide to convolution arithmetic”'],
};
