import type { Term } from './Term';

/** How networks are measured, begin and learn. */
export const learningTerms: readonly Term[] = [
  {
    term: 'Charbonnier',
    meaning: 'A loss like the mean absolute error, with a rounded corner at zero.',
    page: 'losses',
  },
  {
    term: 'cross-entropy',
    meaning: 'The loss for yes-or-no answers: minus the logarithm of the chance given to the right one.',
    page: 'cross-entropy',
  },
  {
    term: 'ground truth',
    meaning: 'The well-lit photo of the same scene, which shows what the result should be.',
    page: 'triptych',
  },
  {
    term: 'loss',
    meaning: 'One number that says how far a prediction is from what was wanted.',
    page: 'losses',
    forms: ['losses', 'cost function'],
  },
  {
    term: 'MAE',
    meaning: 'Mean absolute error: the mean size of all differences.',
    page: 'losses',
    forms: ['mean absolute error'],
  },
  {
    term: 'MSE',
    meaning: 'Mean squared error: the mean of all differences, each squared.',
    page: 'losses',
    forms: ['mean squared error'],
  },
  {
    term: 'PSNR',
    meaning: 'The mean squared error on a scale of decibels: ten more are a tenth of the error.',
    page: 'triptych',
  },
  {
    term: 'SSIM',
    meaning: 'A score that compares brightness, contrast and structure in small windows; 1 is equal.',
    page: 'losses',
  },
  {
    term: 'Adam',
    meaning: 'The optimiser that combines momentum with a step size of its own for every weight.',
    page: 'optimisers',
  },
  {
    term: 'back-propagation',
    meaning: 'The way back through a network that finds each weight’s share of the loss.',
    page: 'one-step',
    forms: ['backward pass'],
  },
  {
    term: 'chain rule',
    meaning: 'The derivative of a chain of steps is the product of the derivatives of each.',
    page: 'one-step',
  },
  {
    term: 'early stopping',
    meaning: 'Ending the training when examples that were held back get worse.',
    page: 'overfitting',
  },
  {
    term: 'epoch',
    meaning: 'One round of training in which every example was used once.',
    page: 'hidden-layer',
    forms: ['epochs'],
  },
  {
    term: 'forward pass',
    meaning: 'The way from the input through all layers to the prediction.',
    page: 'one-step',
    forms: ['forward passes'],
  },
  {
    term: 'gradient',
    meaning: 'How much the loss changes with each weight; against it is downhill.',
    page: 'one-step',
    forms: ['gradients'],
    except: ['hidden-layer'],
  },
  {
    term: 'gradient descent',
    meaning: 'Learning by moving every weight a little against its gradient, again and again.',
    page: 'descent',
  },
  {
    term: 'learning rate',
    meaning: 'How far each step of training goes along the gradient.',
    page: 'descent',
  },
  {
    term: 'batch',
    meaning: 'The few examples that go through a network together in one step.',
    page: 'descent',
    forms: ['batches', 'mini-batch', 'mini-batches'],
  },
  {
    term: 'momentum',
    meaning: 'An optimiser that adds up past gradients and so keeps rolling.',
    page: 'optimisers',
  },
  {
    term: 'optimiser',
    meaning: 'The rule by which gradients become steps of the weights.',
    page: 'optimisers',
    forms: ['optimisers'],
  },
  {
    term: 'overfitting',
    meaning: 'Learning the examples by heart, so that the error on new ones grows.',
    page: 'overfitting',
    forms: ['overfits'],
  },
  {
    term: 'RMSProp',
    meaning: 'The optimiser that divides each weight’s step by the recent size of its gradient.',
    page: 'optimisers',
  },
  {
    term: 'stochastic gradient descent',
    meaning: 'Gradient descent that looks at one or a few examples in each step.',
    page: 'descent',
    forms: ['SGD'],
  },
  {
    term: 'universal approximation theorem',
    meaning: 'One hidden layer with enough units comes as close as you like to any continuous curve.',
    page: 'approximation',
  },
  {
    term: 'fan-in',
    meaning: 'How many values a neuron adds up.',
    page: 'fan-in',
  },
  {
    term: 'fan-out',
    meaning: 'To how many values of the next layer a neuron’s output goes.',
    page: 'fan-in',
  },
  {
    term: 'He initialisation',
    meaning: 'Random first weights with variance 2 / fan-in, which keep the size of signals with ReLU.',
    page: 'fan-in',
    forms: ['He start', 'He’s'],
  },
  {
    term: 'Xavier initialisation',
    meaning: 'Random first weights with variance 2 / (fan-in + fan-out), made for sigmoid and tanh.',
    page: 'fan-in',
    forms: ['Xavier normal', 'Xavier uniform', 'Xavier'],
  },
];
