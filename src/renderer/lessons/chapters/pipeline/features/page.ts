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
      'Nobody told the filters on the left what to look for. They began as noise like that on the right, and changed a little each time the network was wrong.',
      'Compare the pictures below them. On both sides some filters keep a copy of the photo and some find edges. A small network can get far with filters that look random, because the layers behind learn which of them to trust.',
    ],
    student: [
      'A filter of the first layer is a small colour picture: three by three cells, each with a weight for red, green and blue. Grey is zero, lighter is positive, darker is negative.',
      'In large networks that trained for long, first filters become clean edges and blobs of colour: neighbouring weights agree, because neighbouring pixels do. The sentence above measures that. In this small network the agreement is close to that of random weights.',
      'So it would be wrong to read meaning into each filter. What the network learned lies in all its layers together, and the page “The layers in the file” shows what they make of it.',
    ],
    engineer: [
      'Left: weights from the file and ONNX Runtime’s maps after ReLU. Right: normal weights with variance 2 / fan-in (He et al. 2015), no bias, convolved here with zero padding, then ReLU.',
      'Agreement is Σ w(i,j) · w(i,j+1) over Σ w², scaled by the number of pairs: 1 for flat rows, 0 for independent weights, −1 for alternating ones.',
      'Random features are not worthless: a last layer trained on many of them already learns something (Rahimi & Recht). With 3 × 3 kernels and a few thousand steps, a first layer need not move far from its start.',
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
