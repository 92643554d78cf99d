import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './optimisers';

/** Four optimisers on one loss surface. */
export const optimisers: LessonPage = {
  id: 'optimisers',
  title: 'A race of optimisers',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'An optimiser decides how to walk downhill. Four of them start here from the same point, on the same photo, with the same draws of pixels.',
      'The plain walker only follows the slope under its feet. Momentum rolls like a ball. RMSProp and Adam measure how steep each direction has been, and take strides of even length.',
    ],
    student: [
      'An optimiser adjusts weights and biases to reduce the loss. SGD moves against the gradient. Momentum adds up past gradients, so that it keeps going along the valley and its zigzags cancel.',
      'RMSProp divides each weight’s step by the recent size of its gradient. Adam does both, and corrects the running means for having started at zero.',
      'No optimiser wins everywhere. On this bowl a well-set momentum is hard to beat. In large networks, where gradients differ a lot from layer to layer, Adam needs less tuning.',
    ],
    engineer: [
      'The formulas and names are PyTorch’s, and a test compares twelve steps of each with it. Memory: SGD keeps nothing, momentum and RMSProp one number a weight, Adam two.',
      'Adam’s first step moves each weight by η, however large its gradient is: both corrected means come from that one gradient. With a fixed rate, RMSProp and Adam end in small circles around the bottom of about the size η.',
      'Momentum on a quadratic is stable while η < 2(1 + μ)/λ. Its best μ is ((√κ − 1)/(√κ + 1))². At μ = 0.99 the velocity forgets only 1 % a step, so a swing takes hundreds of steps to die out.',
    ],
  },
  breaks: [
    {
      id: 'momentum',
      label: 'Momentum 0.99',
      why: 'At 0.99 almost nothing of the old speed is lost. The ball shoots past the bottom and swings from side to side for hundreds of steps.',
    },
    {
      id: 'epsilon',
      label: 'Adam’s epsilon 10',
      why: 'Epsilon is only there to prevent a division by zero. At 10 it is far larger than the gradients that it is added to, so every step becomes tiny and Adam crawls.',
    },
  ],
  sources: [
    'Polyak 1964 (momentum)',
    'Tieleman & Hinton 2012 (RMSProp)',
    'Kingma & Ba 2015 (Adam)',
    'Goh 2017, “Why momentum really works”',
  ],
};
