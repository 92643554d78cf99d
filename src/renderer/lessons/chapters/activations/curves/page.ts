import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './curves';
import { Figure } from './Figure';
import { Maths } from './Maths';

/** Activations and their derivatives. */
export const curves: LessonPage = {
  id: 'activations',
  title: 'Activations',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'An activation decides how much of a neuron’s vote is handed on. ReLU is the plainest: below zero it says nothing, above zero it passes the vote on unchanged.',
      'Sigmoid and tanh work like a tone curve with a shoulder and a toe: large votes are squeezed, much as highlights are.',
    ],
    student: [
      'Activations bring non-linearity. Without them a network of any depth is one weighted sum of its inputs: switch “Removed” on and see the deep network on the right become a straight line.',
      'The dashed line is the derivative. It says how much a small change of the input changes the output, and so how much the neuron can learn. Sigmoid and tanh are flat at both ends: a neuron that sits there hardly learns. ReLU is flat below zero: a neuron that sits there for every input is dead.',
      'Leaky ReLU keeps a small slope below zero. GELU rounds the corner.',
    ],
    engineer: [
      'ReLU costs one comparison and keeps gradients at 1 where it is active, so depth does not shrink them. Sigmoid’s derivative is 0.25 at most: ten layers of it leave less than a millionth of the gradient.',
      'At zero ReLU has no derivative. PyTorch and ONNX Runtime take 0, and so does this page. Leaky ReLU uses a slope of 0.01 below zero, GELU the approximation by tanh.',
      'A composition of affine maps is affine: W₂(W₁x + b₁) + b₂ = (W₂W₁)x + (W₂b₁ + b₂). With ReLU the network is piecewise linear; each neuron adds a fold.',
    ],
  },
  breaks: [
    {
      id: 'removed',
      label: 'Removed',
      why: 'Without activations the layers collapse into a single weighted sum. Four hidden layers draw nothing but a straight line.',
    },
  ],
  sources: [
    'Nair & Hinton 2010 (ReLU)',
    'Maas et al. 2013 (leaky ReLU)',
    'Hendrycks & Gimpel 2016 (GELU)',
    'machinelearningmastery.com, “How to choose an activation function”',
  ],
};
