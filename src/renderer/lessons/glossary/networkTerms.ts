import type { Term } from './Term';

/** Parts of networks, and what pictures become in them. */
export const networkTerms: readonly Term[] = [
  {
    term: 'activation',
    meaning: 'The function through which a neuron passes its sum, such as ReLU.',
    page: 'activations',
    forms: ['activations'],
  },
  {
    term: 'bias',
    meaning: 'The number that a neuron adds to its weighted sum, whatever comes in.',
    page: 'neuron',
    forms: ['biases'],
    except: ['train'],
  },
  {
    term: 'channel',
    meaning: 'One of the pictures that a layer reads or makes; a photo has three: red, green and blue.',
    page: 'layers',
    forms: ['channels'],
  },
  {
    term: 'feature map',
    meaning: 'The picture that one filter of a layer makes: bright where it found what it looks for.',
    page: 'layers',
    forms: ['feature maps'],
  },
  {
    term: 'hidden layer',
    meaning: 'A layer between input and output, whose values nobody asks for.',
    page: 'hidden-layer',
    forms: ['hidden layers'],
  },
  {
    term: 'layer',
    meaning: 'One step of a network: it turns the pictures of the last layer into new ones.',
    page: 'layers',
    forms: ['layers'],
  },
  {
    term: 'multilayer perceptron',
    meaning: 'A network of neurons in layers, each of which sees all values of the layer before.',
    page: 'hidden-layer',
  },
  {
    term: 'neuron',
    meaning:
      'The smallest part of a network: it weighs its inputs, adds them up, adds a bias and applies an activation.',
    page: 'neuron',
    forms: ['neurons'],
  },
  {
    term: 'parameters',
    meaning: 'All weights and biases of a network together: what training changes.',
    page: 'parts',
    forms: ['parameter'],
  },
  {
    term: 'perceptron',
    meaning: 'One neuron that answers yes or no and so draws a straight line between the two.',
    page: 'perceptron',
  },
  {
    term: 'silent',
    meaning: 'A map or unit that gives zero everywhere on this photo.',
    page: 'layers',
  },
  {
    term: 'weight',
    meaning: 'The number by which a neuron multiplies one of its inputs.',
    page: 'neuron',
    forms: ['weights'],
  },
  {
    term: 'GELU',
    meaning: 'An activation like ReLU with a rounded corner.',
    page: 'activations',
  },
  {
    term: 'leaky ReLU',
    meaning: 'ReLU that lets a small share of negative sums through, so that no neuron dies.',
    page: 'activations',
  },
  {
    term: 'ReLU',
    meaning: 'The activation that hands on what is above zero and nothing below.',
    page: 'activations',
  },
  {
    term: 'saturated',
    meaning: 'A neuron whose activation is so flat where it stands that it hardly learns.',
    page: 'cross-entropy',
    forms: ['saturates', 'saturate'],
  },
  {
    term: 'sigmoid',
    meaning: 'The activation that squeezes every sum to between 0 and 1.',
    page: 'activations',
    forms: ['sigmoids'],
  },
  {
    term: 'tanh',
    meaning: 'The activation that squeezes every sum to between −1 and 1.',
    page: 'activations',
  },
  {
    term: 'attention',
    meaning:
      'Weights between 0 and 1 that a network computes from the photo itself, by which it multiplies its maps.',
    page: 'mirnet',
  },
  {
    term: 'convolution',
    meaning: 'Sliding a small table of weights over a picture, multiplying and adding up at each place.',
    page: 'convolution',
    forms: ['convolutions', 'cross-correlation'],
  },
  {
    term: 'filter',
    meaning: 'A kernel for every input channel, and a bias: it makes one map.',
    page: 'microscope',
    forms: ['filters'],
    except: ['noise'],
  },
  {
    term: 'kernel',
    meaning: 'The small table of weights that a convolution slides over a picture.',
    page: 'convolution',
    forms: ['kernels'],
    except: ['layers'],
  },
  {
    term: 'padding',
    meaning: 'What a convolution takes to lie beyond the edge of the picture.',
    page: 'convolution',
  },
  {
    term: 'receptive field',
    meaning: 'The part of the photo that one value of a layer depends on.',
    page: 'convolution',
    forms: ['receptive fields'],
  },
  {
    term: 'residual',
    meaning: 'A part of a network that passes its input on unchanged and adds only a correction.',
    page: 'mirnet',
    forms: ['residual groups', 'residual connections'],
  },
  {
    term: 'selective kernel fusion',
    meaning:
      'MIRNet’s way to mix several sizes: for each channel the photo decides how much each one counts.',
    page: 'mirnet',
  },
  {
    term: 'skip connection',
    meaning: 'A way round some layers, whose end is added to theirs.',
    page: 'parts',
    forms: ['skip connections'],
  },
  {
    term: 'softmax',
    meaning: 'Turns any numbers into shares that are above zero and add up to 1.',
    page: 'mirnet',
  },
  {
    term: 'stride',
    meaning: 'By how many pixels a kernel moves from one place to the next.',
    page: 'convolution',
    except: ['descent', 'optimisers'],
  },
  {
    term: 'tile',
    meaning: 'One of the pieces in which a large photo goes through the network.',
    page: 'tiles',
    forms: ['tiles'],
  },
  {
    term: 'overlap',
    meaning: 'Real pixels around a tile that the network sees and whose results are thrown away.',
    page: 'tiles',
  },
  {
    term: 'clipping',
    meaning: 'Setting values that cannot be stored to the nearest one that can.',
    page: 'steps',
    forms: ['clipped'],
  },
  {
    term: 'salt and pepper',
    meaning: 'Single dots of white and black, a noise that tutorials use and no camera makes.',
    page: 'noise',
  },
  {
    term: 'tone curve',
    meaning: 'Which brightness becomes which, the same for every pixel.',
    page: 'decisions',
    forms: ['tone curves'],
  },
];
