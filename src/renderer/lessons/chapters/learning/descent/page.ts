import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './descent';
import { Figure } from './Figure';
import { Maths } from './Maths';

/** Gradient descent on a loss surface of two weights. */
export const descent: LessonPage = {
  id: 'descent',
  title: 'Downhill',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Two numbers, a gain and an offset, are to brighten the pixels of your photo as a tone curve would. Every pair of numbers has its error. Seen from above, these errors form a valley.',
      'Learning walks downhill. At each step it feels which way is steepest, and takes a stride. The learning rate sets how long its strides are. Too short, and it crawls. Too long, and it jumps over the valley.',
    ],
    student: [
      'Gradient descent repeats one thing until the predictions match the targets: compute the gradient of the loss, and move every weight a little against it. The learning rate says how little.',
      'With all pixels in each step the path is smooth. With one pixel a step, stochastic gradient descent, each step is cheap, but points only roughly downhill. A mini-batch lies between the two.',
      'Try 0.001: it crawls. Then raise the rate until the path zigzags across the valley. Above 2 divided by the curvature every step lands higher on the other side.',
    ],
    engineer: [
      'The loss of a linear model is a quadratic, so its second derivatives are constant. Along an eigenvector with curvature λ each step multiplies the distance by 1 − ηλ. It shrinks only while η < 2/λ, and the greatest λ sets the limit.',
      'The ratio of the greatest to the least curvature sets the speed: at the best fixed rate, 2/(λ_max + λ_min), each step leaves (κ − 1)/(κ + 1) of the distance. Centring the inputs would lower κ here.',
      'Batches are drawn with replacement from the seed and the number of the step. With a fixed rate the stochastic walk ends in a cloud around the bottom. Its size grows with η.',
    ],
  },
  breaks: [
    {
      id: 'rate',
      label: 'Rate too large',
      why: 'The rate is 5 % above 2 divided by the curvature. Each step overshoots the bottom by more than it was away, so the walk climbs out of the valley.',
    },
  ],
  sources: ['Cauchy 1847', 'Robbins & Monro 1951', 'Goodfellow, Bengio & Courville 2016, chapter 8'],
};
