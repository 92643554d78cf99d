import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './spread';

/** How wide random weights should begin. */
export const spread: LessonPage = {
  id: 'spread',
  title: 'How wide to begin',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Copy a slide with a slightly too dark exposure, copy the copy, and go on. After twelve generations nothing is left. A slightly too bright one burns out just as surely.',
      'A deep network is such a chain of copies. The size of its first weights is the exposure of each. The left plot shows how bright the signal still is at each layer; the right one how much of the correction gets back.',
    ],
    student: [
      'Random weights break the symmetry. How far they spread decides whether a deep network can learn at all. A normal start has a deviation σ. A plain uniform start has fixed limits ±a, and a deviation of a/√3.',
      'Each layer multiplies the mean square of the signal by about n·Var(w), and half of that with ReLU. Below 1 the signal vanishes, above 1 it explodes, and so does the gradient on its way back. Move the slider and find the narrow window between.',
      'The lecture notes print the uniform limits as ±√(σ/(fan_in + fan_out)). That is Xavier’s formula with σ where the 6 belongs. A plain uniform start knows nothing of the layer’s size: its limits are ±a.',
    ],
    engineer: [
      'The dashed lines are mean-field theory: sums are taken as Gaussian, and E φ(z)² and E φ′(z)² are integrated numerically. It is exact for infinite width; at 64 neurons single networks scatter, ReLU ones most, and the scatter grows with depth.',
      'With σ = √(2/64) ≈ 0.177 ReLU keeps both sizes. Tanh saturates when σ is large: the outputs stay near 1 while the derivatives fade. Sigmoid outputs have a mean of ½, so the signal settles near 0.5 whatever comes in, and gradients lose at least a factor of 4 a layer at σ = 1/√n.',
      'In float32 the limits are about 10⁻³⁸ and 10³⁸; in float16 they are 6 × 10⁻⁸ and 65,504. Normalisation layers and residual connections widen the window, and do not remove it.',
    ],
  },
  breaks: [
    {
      id: 'narrow',
      label: 'σ = 0.01',
      why: 'Each layer hands on a small fraction of what it gets. After a few layers the signal is lost in rounding, and the first layers get no gradient: they do not learn.',
    },
    {
      id: 'wide',
      label: 'σ = 2',
      why: 'Each layer makes the signal several times larger. With ReLU outputs and gradients explode, and one step throws the weights away; with tanh and sigmoid every neuron saturates instead.',
    },
  ],
  sources: ['Glorot & Bengio 2010', 'Poole et al. 2016', 'Schoenholz et al. 2017'],
};
