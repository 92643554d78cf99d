import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './crossEntropy';
import { Figure } from './Figure';
import { Maths } from './Maths';

/** Cross-entropy against squared error, for a question of yes or no. */
export const crossEntropy: LessonPage = {
  id: 'cross-entropy',
  title: 'Yes or no',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Some questions have two answers: is this pixel dark or lit? The network answers with a chance between 0 and 1. One neuron with a sigmoid is enough for that.',
      'Two of them learn here from the same start, and both begin by being wrong. They differ only in how an error is counted. Cross-entropy punishes those who are sure and wrong, and so it learns from its worst mistakes first.',
    ],
    student: [
      'For classification the output is a probability, and the usual loss is cross-entropy: minus the logarithm of the chance that was given to the right answer. Sure and wrong costs much, unsure costs little.',
      'A sigmoid is saturated where its sum is far from zero. Its slope is almost zero there. The gradient of MSE carries that slope as a factor, so a neuron that is sure and wrong hardly learns.',
      'In cross-entropy the logarithm cancels this factor. What is left is the plain difference, chance minus truth. Move the sum to the left and compare the two slopes.',
    ],
    engineer: [
      'By the sum z, the gradient of cross-entropy is p − t, that of the squared error 2(p − t)p(1 − p). For a wrong answer at z = −10 their ratio is about 11,000.',
      'Libraries fuse sigmoid and loss and work on z: max(z, 0) − zt + ln(1 + e^−|z|). That never takes the logarithm of 0. On probabilities PyTorch clamps the logarithm at −100; so does this page.',
      'The inputs are brightness and warmth, each centred and scaled to deviation 1. The label is the side of the median. For a linear classifier cross-entropy is convex; squared error behind a sigmoid is not.',
    ],
  },
  breaks: [
    {
      id: 'saturated',
      label: 'Sure and wrong',
      why: 'Both start certain of the opposite. Behind MSE the sigmoid is flat for nearly every pixel, so almost no gradient comes back and the answers stay wrong. Cross-entropy finds its way out.',
    },
  ],
  sources: [
    'Good 1952 (cross-entropy as a score)',
    'Glorot & Bengio 2010',
    'Goodfellow, Bengio & Courville 2016, section 6.2',
  ],
};
