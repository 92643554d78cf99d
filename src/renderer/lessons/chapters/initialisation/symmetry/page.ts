import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './symmetry';

/** Why weights must begin unlike each other. */
export const symmetry: LessonPage = {
  id: 'symmetry',
  title: 'All alike',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Eight assistants look at the same patch of your photo. If all of them begin with the same opinion, and all get the same correction, they will agree for ever. You pay eight and hear one.',
      'So every network begins with chance. Press Play: the eight small pictures start as coloured noise, and each finds something else to look for.',
      'Then switch a break on, and watch eight lines become one.',
    ],
    student: [
      'This small network looks at patches of 5 × 5 pixels and has to say the brighter colour of the middle one. It has 8 hidden neurons. Each line is one weight of one neuron.',
      'Neurons of a layer see the same inputs. If their weights are equal they compute the same, get the same gradient, and take the same step. Equal neurons stay equal: a symmetry that learning cannot break. Random weights break it at the start.',
      'With zeros it is worse. Nothing flows back through weights of zero, so the hidden layer does not move at all; only the bias of the output learns.',
    ],
    engineer: [
      'The gradient of a weight is δ_j x_i. With equal incoming and outgoing weights, δ_j is the same for all j, so each update is too; this holds for every optimiser that treats weights alike, Adam included. The page compares all weights bit by bit.',
      'Biases may begin at zero: random weights are enough. Dropout or noise on activations would break the symmetry as well, but slowly.',
      'The network: 75 → 8 → 3, tanh, Adam, batches of 32 from 256 patches, mean squared error. Inputs have mean 0 and deviation 1. The target is the ground truth’s pixel where one lies beside the photo; otherwise the photo’s own, raised to the power 0.45.',
    ],
  },
  breaks: [
    {
      id: 'constant',
      label: 'One number for all',
      why: 'All neurons begin alike, so they get the same gradient at every step. Eight lines lie on one another for ever, and eight neurons do the work of one.',
    },
    {
      id: 'zeros',
      label: 'Zeros',
      why: 'With weights of zero no gradient reaches the hidden layer, and its outputs stay zero. Only the output’s bias learns: the network answers every patch with the same mean colour.',
    },
  ],
  sources: [
    'Rumelhart, Hinton & Williams 1986',
    'geeksforgeeks.org, “Weight initialization techniques for deep neural networks”',
  ],
};
