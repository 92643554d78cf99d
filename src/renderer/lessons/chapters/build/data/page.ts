import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './data';
import { Figure } from './Figure';

/** How pairs to train on are made from well-lit photos. */
export const data: LessonPage = {
  id: 'data',
  title: 'The pairs',
  values,
  Figure,
  useSays,
  words: {
    photographer: [
      'A network learns from pairs: a dark photo, and how it should look. Real pairs need a tripod and two exposures. So the dark one is made from a well-lit photo.',
      'It is made darker, as by a shorter exposure, and noise is added. The network sees the dark one and has to find the way back.',
      'Salt and pepper look like dead and stuck pixels. A camera’s noise is different: grain everywhere, and more of it where there is more light.',
    ],
    student: [
      'The recipe: resize the photo, turn it to HSV, multiply V by 0.2, turn it back, add noise. The dark, noisy picture is the input x, the original is the target y.',
      'Hue and saturation are ratios of the channels. So V times a factor is all three channels times that factor, and the way to HSV and back could be left out. Compare the numbers of the marked pixel.',
      'The lecture notes have three small slips here. The picture is converted from BGR to RGB and then treated as BGR on the way to HSV: the break shows it. A folder is passed to the function, which lists another one. And the names low_img and y say the opposite of what they hold. None of them stops the network from learning.',
    ],
    engineer: [
      'Stored values are multiplied, so the exposure is not scaled in linear light: on sRGB, a factor of 0.2 is about −5 stops for bright tones. A camera model would linearise first.',
      'Salt and pepper strikes 4 % of the samples, not of the pixels: channels one by one, half to 0 and half to 255. The camera’s noise is Gaussian with variance 4·10⁻⁴ · value + (8·10⁻³)² (Foi et al. 2008), in stored values of the dark crop. Results are rounded to 8 bits, as a file would hold them.',
      'Every pair here is darkened by the same factor. A network that has seen nothing else cannot do anything else: it will brighten every photo about five times.',
    ],
  },
  breaks: [
    {
      id: 'swapped',
      label: 'Red and blue swapped',
      why: 'The hue is wrong: red reads as blue. But V is the largest of the three channels, whatever their order, and swapping back undoes the rest. The dark picture stays the same, so this slip does little harm.',
    },
    {
      id: 'lit',
      label: 'Not darkened',
      why: 'Input and target differ by noise alone. A network that trains on such pairs learns to remove noise, and never to brighten.',
    },
  ],
  sources: [
    'Foi et al. 2008 (camera noise)',
    'the tutorial “Building a low-light enhancement model using convolutional neural networks”',
  ],
};
