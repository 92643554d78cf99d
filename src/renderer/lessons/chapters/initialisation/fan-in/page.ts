import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { useSays, values } from './fanIn';
import { Maths } from './Maths';

/** Initialisations that take the layer's size into account. */
export const fanIn: LessonPage = {
  id: 'fan-in',
  title: 'Xavier and He',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'The right size of the first weights depends on how many inputs a neuron adds up. Many voices: each must speak more softly, or the sum is a shout.',
      'Two recipes do the sum for you. Xavier’s suits activations that go both ways, such as tanh. He’s is louder, because ReLU silences half of the voices.',
    ],
    student: [
      'Fan-in is the number of a neuron’s inputs, fan-out the number of neurons that listen to it. Xavier’s variance 2/(fan_in + fan_out) is a compromise: 1/fan_in would keep the signal, 1/fan_out the gradient. He doubles 1/fan_in, since ReLU passes half of the mean square on.',
      'The uniform forms have the same variances: a uniform number within ±a has the variance a²/3. So Xavier’s limits are ±√(6/(fan_in + fan_out)), and He’s are ±√(6/fan_in); the lecture notes leave that figure out.',
      'The lecture notes print Xavier’s limits as −√(6/fan_in) and +√(6/fan_out). It is an easy slip, and the breaks show what it does: such limits are not symmetric, so the mean weight is not zero. In their “random uniform”, ±√(σ/(fan_in + fan_out)), σ stands where the 6 belongs.',
    ],
    engineer: [
      'Glorot & Bengio derived theirs for activations that are linear with slope 1 near zero. Sigmoid has slope ¼ and mean ½, so even Xavier loses gradient at each layer: choose sigmoid and see. For it a gain of 4 would be needed at zero.',
      'In a convolution fan-in is input channels × kernel area. PyTorch’s kaiming_uniform_ with a = √5, its default for layers, gives ±1/√fan_in, which is neither of these. Keras’ default is Xavier uniform.',
      'The widths alternate between 96 and 32, because fan-in and fan-out must differ for Xavier and He to differ by more than a factor. Dashed lines are mean-field theory.',
    ],
  },
  breaks: [
    {
      id: 'notesXavier',
      label: 'Xavier as in the notes',
      why: 'The limits −√(6/fan_in) and +√(6/fan_out) differ, so weights lean to one side. All neurons of a layer then move together, their common part grows from layer to layer, and little else is left.',
    },
    {
      id: 'notesUniform',
      label: 'Uniform as in the notes',
      why: 'With σ = 1 in place of 6 the variance is a sixth of Xavier’s. Every layer makes the signal smaller, and the first layers hardly get a gradient.',
    },
  ],
  sources: [
    'Glorot & Bengio 2010',
    'He et al. 2015, “Delving deep into rectifiers”',
    'geeksforgeeks.org, “Weight initialization techniques for deep neural networks”',
  ],
};
