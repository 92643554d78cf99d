import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './features';
import { Figure } from './Figure';

/** The first layer's kernels, learned and random. */
export const features: LessonPage = {
  id: 'features',
  title: 'What filters learn',
  values,
  Figure,
  useSays,
  words: {
    photographer: [
      'Nobody told these filters what to look for. They began as the noise on the right and became what is on the left, only by getting many dark photos a little less wrong each time.',
      'Compare the pictures below them. Some learned filters keep a clean, brighter copy. Others find edges in one direction, or one colour. The random ones give grey mush, or the same edge again and again.',
    ],
    student: [
      'A filter of the first layer is a small colour picture: three by three cells, each with a weight for red, green and blue. Grey is zero, lighter is positive, darker is negative.',
      'Learned filters have structure. Neighbouring weights have to do with each other, because neighbouring pixels do. Random filters have none.',
      'Filters with opposite signs often come in pairs. ReLU hands on only the positive half, so one filter says “brighter to the right” and another “brighter to the left”.',
    ],
    engineer: [
      'Left: weights from the file and ONNX Runtime’s maps after ReLU. Right: normal weights with variance 2 / fan-in (He et al. 2015), no bias, convolved here with zero padding, then ReLU.',
      'Agreement is Σ w(i,j) · w(i,j+1) over Σ w², scaled by the number of pairs: 1 for flat rows, 0 for independent weights, −1 for alternating ones.',
      'Random features are not worthless: a last layer trained on many of them already learns something. Trained filters need far fewer.',
    ],
  },
  breaks: [
    {
      id: 'equal',
      label: 'All filters equal',
      why: 'When all filters begin equal they give the same map, get the same gradient and stay equal for ever. Sixteen filters then know as much as one. Random beginnings break that symmetry.',
    },
  ],
  sources: ['Zeiler & Fergus 2014', 'Olshausen & Field 1996', 'Rahimi & Recht 2007, “Random features”'],
};
