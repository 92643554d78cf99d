import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { useSays, values } from './hiddenLayer';
import { Maths } from './Maths';

/** One hidden layer: what a single neuron cannot part, folded until a line parts it. */
export const hiddenLayer: LessonPage = {
  id: 'hidden-layer',
  title: 'A hidden layer',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'One neuron draws one straight line. A hidden layer draws several, and the last neuron decides from their answers. That is enough for shapes that no single line can cut out.',
      'Think of masks: each hidden unit is a soft gradient across the picture, and the output mixes these gradients into one mask. Press Play and watch the mask take its shape.',
    ],
    student: [
      'This is a multilayer perceptron, or feed-forward network: inputs, one hidden layer, one output. It solves XOR, which the perceptron on the last page could not.',
      'Each dashed line belongs to one hidden unit: its weighted sum is zero there. The right-hand plot shows the same points as the hidden units hand them on. The plane has been bent, and now one straight line parts the points.',
      'More units give more bends. The ring needs three or more, because it must be fenced in from all sides. Some starting weights get stuck: try others, or one unit more.',
    ],
    engineer: [
      'The network is 2 → n → 1 with 4n + 1 parameters. The output is a sigmoid, the loss is the mean cross-entropy, and Adam takes one step an epoch on all points with a rate of 0.05.',
      'Inputs are centred to −1…1. Weights start normal with deviation 1, biases with 0.5. Two tanh units can solve XOR, but local minima are common at that size; width is the usual cure.',
      'Cybenko 1989: one hidden layer of sigmoids approximates any continuous function on a compact set, if it is wide enough. The theorem says nothing about whether training will find the weights.',
    ],
  },
  breaks: [
    {
      id: 'linear',
      label: 'No activation',
      why: 'Without an activation the hidden layer can turn and stretch the plane, but never bend it. The squared paper stays flat, and the network is one straight line again.',
    },
    {
      id: 'one',
      label: 'One hidden unit',
      why: 'One unit squeezes the plane onto a single line. The points of XOR then lie in an order that one cut cannot part.',
    },
  ],
  sources: ['Rumelhart, Hinton & Williams 1986', 'Cybenko 1989', 'Minsky & Papert 1969'],
};
