import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { values } from './oneStep';
import { useSays } from './says';

/** One training step of a small network, forward and back, box by box. */
export const oneStep: LessonPage = {
  id: 'one-step',
  title: 'One step, box by box',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'A network learns by correcting itself. It looks at one pixel of your photo and the eight around it, and guesses how bright that pixel should become. Then it compares the guess with the target.',
      'The error is sent back through the network, box by box. Each weight learns its own share of the blame, and is turned a little, like a knob. After many such turns the guess is right.',
    ],
    student: [
      'Learning looks for the weights that minimise the error between prediction and target. First the forward pass: weighted sums, activations, and the loss. Then back-propagation: the gradient of the loss by each weight, from the output back to the input.',
      'Every box does the same on the way back. It takes the gradient that comes in, and multiplies it by its own local derivative. That is the chain rule, one factor a box.',
      'The table checks it. A small push of each weight, up and down, changes the loss by as much as the gradient says. At the end each weight moves against its gradient, times the learning rate.',
    ],
    engineer: [
      'The graph is 2 → 2 → 1 with nine parameters and the loss (ŷ − t)². The target is the square root of the middle pixel. One backward pass gives all nine gradients for about twice the cost of the forward pass; finite differences need eighteen forward passes.',
      'The check uses central differences with a step of 10⁻⁵ in double precision. Their error is of order h², about 10⁻¹⁰ here, plus rounding of about 10⁻¹¹. Agreement is asked to 10⁻⁶.',
      'The forward values of each layer must be kept until the backward pass has used them. That is why training takes far more memory than inference. ReLU has a corner where both methods may differ.',
    ],
  },
  breaks: [
    {
      id: 'rate',
      label: 'Rate 30',
      why: 'The gradient says which way is downhill, and how steep it is right here. With a rate of 30 the step goes far beyond where that is true, and the loss is larger after it than before.',
    },
    {
      id: 'derivative',
      label: 'No derivative of φ',
      why: 'The backward pass leaves out the factor φ′(s). Every gradient that had to pass an activation is wrong now, and the small push disagrees with it. The output’s own weights are still right.',
    },
  ],
  sources: [
    'Rumelhart, Hinton & Williams 1986',
    'Linnainmaa 1970',
    'Baydin et al. 2018, “Automatic differentiation in machine learning: a survey”',
  ],
};
