import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './neuron';

/** One neuron, on one pixel of the photo. */
export const neuron: LessonPage = {
  id: 'neuron',
  title: 'One neuron',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'A neuron is a small vote. It looks at the red, green and blue of one pixel. It trusts each colour more or less, adds everything up, and says a number.',
      'Move the weights and see how the vote changes. The bias is what the neuron says when there is nothing to see: on a black pixel, it decides alone.',
    ],
    student: [
      'A neuron multiplies each input by a weight, adds the products and a bias, and passes the sum through an activation. A weight says how much one input counts. A negative weight counts against.',
      'The bias is the starting point. On a dark patch the inputs are close to zero, so the bias alone decides whether the neuron fires.',
      'A biological neuron was the model: dendrites receive, the cell body adds up, and the axon passes the signal on. There the likeness ends. Real neurons send spikes in time, and they do not learn by a formula like this one.',
    ],
    engineer: [
      'One neuron is a dot product, a bias and a point-wise function: three multiply-adds here, 27 in a 3 × 3 convolution over three channels. Inputs are the stored values of the pixel divided by 255.',
      'Without its activation a neuron is an affine map. Affine maps compose to an affine map, so the activation is what makes depth worth anything.',
      'The derivative of the output by a weight is the input times the slope of the activation at the sum. Where ReLU is silent, that slope is zero, and nothing is learned from the pixel.',
    ],
  },
  breaks: [
    {
      id: 'noActivation',
      label: 'No activation',
      why: 'Without the activation the neuron hands on its sum, also below zero. However many such neurons you stack, the whole stays one weighted sum.',
    },
    {
      id: 'noBias',
      label: 'No bias',
      why: 'Without the bias the sum of a black pixel is always zero, whatever the weights are. No weight can change what the neuron says in the dark.',
    },
  ],
  sources: [
    'McCulloch & Pitts 1943',
    'Rosenblatt 1958',
    'machinelearningmastery.com, “Neural networks crash course”',
  ],
};
