import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './overfitting';

/** A network learns its examples by heart. */
export const overfitting: LessonPage = {
  id: 'overfitting',
  title: 'Learning by heart',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'An apprentice who has seen three photos knows those three perfectly, and nothing about the fourth. A network with many units and few examples does the same.',
      'Here it learns on the left half of your photo only. Watch the right half: as long as both lines fall, it learns something about photos. When the blue one rises, it is learning this half by heart.',
    ],
    student: [
      'What counts is the loss on pixels that were never used for training: generalisation. The gap between the two lines is overfitting. It grows with the number of weights and shrinks with the number of examples.',
      'Early stopping takes the weights from the step where the test loss was least: the dot. More examples, fewer units or noise on the inputs help as well.',
      'Strictly, one needs three sets. Whoever stops by the test pixels has used them for a choice; what the result is worth must be measured on a third set.',
    ],
    engineer: [
      'The network is 27 → H → 3 with ReLU, 31 H + 3 parameters, He start, Adam with η = 0.01, batches of at most 64. With 12 pixels there are 36 numbers to fit; 64 units have 1,987 parameters, and the training loss goes to nearly zero.',
      'Both halves come from one photo, so test pixels are not independent: they share light, lens and noise. A test on other photos is stricter. Where the two halves differ in content, the gap also shows a shift of distribution.',
      'Far beyond this size the picture changes: networks with many times more parameters than examples can generalise again (“double descent”). It is no cure for twelve pixels.',
    ],
  },
  breaks: [
    {
      id: 'few',
      label: '12 pixels, 64 units',
      why: 'Some 2,000 weights have 36 numbers to learn. The network stores them, noise included, and makes things up between them. The training loss falls without end, while the other half comes out in wrong colours.',
    },
  ],
  sources: [
    'Prechelt 1998, “Early stopping – but when?”',
    'Zhang et al. 2017',
    'Belkin et al. 2019 (double descent)',
  ],
};
