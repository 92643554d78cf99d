import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './perceptron';

/** The perceptron: one neuron that learns to part points with a line. */
export const perceptron: LessonPage = {
  id: 'perceptron',
  title: 'The perceptron',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'A perceptron is one neuron that answers yes or no. It draws a straight line: on one side it says yes, on the other no.',
      'Choose “Dark or lit” and press Play. It looks at pixels of your photo, one after the other. Each wrong answer moves the line a little, until every one of them is called right.',
    ],
    student: [
      'The perceptron is a binary linear classifier, and the building block of every network here. It adds weighted inputs and a bias, and says yes above zero.',
      'It learns from mistakes only. After a wrong answer the weights move towards the point, or away from it. If some straight line parts the points, it finds one after finitely many corrections.',
      'XOR is on when just one of the inputs is. No line has both yes-points on one side and both no-points on the other. The perceptron tries for ever; the next page adds a hidden layer.',
    ],
    engineer: [
      'The update is w ← w + η (t − ŷ) x. It is stochastic gradient descent on the perceptron loss max(0, −t w·x) with t = ±1. Starting from zero, η scales the weights and changes no decision.',
      'Novikoff’s bound: with examples inside radius R and a margin γ, there are at most (R/γ)² corrections. Without a margin there is no bound, and for XOR no separating line.',
      'The inputs of “Dark or lit” are luma (Rec. 709 weights on stored values) over the brightest pixel, and half the difference of red and blue.',
    ],
  },
  breaks: [
    {
      id: 'xor',
      label: 'XOR',
      why: 'The two yes-points of XOR lie across from each other, and so do the two no-points. No straight line can part them, so the corrections never end.',
    },
  ],
  sources: ['Rosenblatt 1958', 'Novikoff 1962', 'Minsky & Papert 1969'],
};
