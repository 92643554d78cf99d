import type { LessonPage } from '../../../page/LessonPage';
import { values } from '../training/settings';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays } from './train';

/** A network that is trained here and now. */
export const train: LessonPage = {
  id: 'train',
  title: 'Watch it learn',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Press Play. The network gets a few dark crops, makes its guess, and is told how far off it was. Then it changes itself a little. One such round is a step.',
      'One crop of the first photo is kept back. The network never trains on it, so it shows honestly what was learned. Watch it come out of the dark.',
      'Your photos stay on this machine. So does the network.',
    ],
    student: [
      'A step has four parts: forward pass, loss, backward pass, update. The loss is noisy, because every step sees other crops; the thick line is its trend. The axis is logarithmic, so that late progress can be seen.',
      'The histograms show each layer’s weights, gradients and outputs. Gradients that get narrower towards the first layer are vanishing. A unit that gives 0 everywhere is dead: ReLU’s slope is 0 there, so nothing brings it back.',
      'Keep a run as B, change one thing, and compare. Start from He and from a plain random normal, or race SGD against Adam.',
    ],
    engineer: [
      'Each step is one ONNX graph: forward, gradients and optimiser, with the weights as one vector going in and coming out. ONNX Runtime executes it on the same provider as everything else. The gradients agree with PyTorch’s to 1e-4 of their length, and 20 steps give PyTorch’s losses to 1e-4.',
      'The gradient by a layer’s input is a convolution with the kernel turned by 180° and its channel axes exchanged. That by the weights is one matrix product for each kernel position.',
      'Crops and their noise follow from the seed and the step’s number, so a rewound run repeats itself. Adam uses β₁ = 0.9, β₂ = 0.999, ε = 1e-8, with bias correction.',
    ],
  },
  breaks: [
    {
      id: 'rate',
      label: 'Learning rate 30',
      why: 'Each step goes so far that it lands higher up on the other side of the valley. The loss grows from step to step and the run stops by itself. Press Play to see it.',
    },
    {
      id: 'zeros',
      label: 'All weights zero',
      why: 'Equal weights get equal gradients, and here even those are zero: every hidden unit gives 0, and ReLU passes nothing back. Only the last biases learn, so the crop turns into an even grey.',
    },
  ],
  sources: [
    'Rumelhart, Hinton & Williams 1986',
    'Kingma & Ba 2015 (Adam)',
    'He et al. 2015',
    'the tutorial “Building a low-light enhancement model using convolutional neural networks”',
  ],
};
