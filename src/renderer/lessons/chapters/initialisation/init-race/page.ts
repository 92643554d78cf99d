import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { useSays, values } from './initRace';
import { Maths } from './Maths';

/** Five initialisations in training, side by side. */
export const initRace: LessonPage = {
  id: 'init-race',
  title: 'Five starts, one seed',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Five copies of one network learn to brighten patches of your photo. They see the same patches in the same order. All that differs is how their weights began.',
      'Press Play. A good start is not a matter of taste: one network is done while another has not noticed that anything is asked of it.',
    ],
    student: [
      'Zeros never part their neurons, and with several layers nothing but the last bias learns. The plain normal and uniform starts are too narrow for this depth: their gradients are tiny, and the loss stays on a plateau, the loss of answering one mean colour for everything.',
      'Xavier and He choose the spread from the layer’s size, and both leave the plateau. He’s outputs begin larger, so its first loss is often the worst; with ReLU its gradients then keep their size from layer to layer, and given time it catches up.',
      'A proper start means faster convergence, and no vanishing or exploding gradients: watch both lower plots while it trains.',
    ],
    engineer: [
      'The network: 75 inputs, six hidden layers of 24, 3 outputs; plain SGD without momentum, batches of 16 from 256 patches, mean squared error. Adam would hide much of the difference, because it divides by the size of the gradient.',
      'One seed feeds all five: the generator gives the same draws, scaled by each scheme. Normal and Xavier therefore differ by a factor for each layer, and by nothing else.',
      'A network has 4,752 weights, so a step costs about 3 × 4,800 multiply-adds a patch: forward, gradient by the inputs, gradient by the weights.',
    ],
  },
  breaks: [
    {
      id: 'sigmoid',
      label: 'Sigmoid everywhere',
      why: 'Sigmoid’s slope is a quarter at most. Six of them leave about 1/4000 of the gradient for the first layer, so no start helps: all five networks wait on the plateau.',
    },
    {
      id: 'fast',
      label: 'Learning rate 5',
      why: 'Each step jumps across the valley and lands higher on the other side. Starts with large gradients go first: their weights grow until nothing finite is left, or until every ReLU is silent for good.',
    },
  ],
  sources: ['Glorot & Bengio 2010', 'He et al. 2015', 'Mishkin & Matas 2016, “All you need is a good init”'],
};
