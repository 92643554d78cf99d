import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './convolution';
import { Figure } from './Figure';
import { Maths } from './Maths';

/** A convolution, on the photo. */
export const convolution: LessonPage = {
  id: 'convolution',
  title: 'A filter on your photo',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'You know this from every photo editor: sharpen, blur, emboss. All of them are one small table of numbers, slid over the picture. At each place the pixels under the table are multiplied by its numbers and added up.',
      'Choose a kernel, or type numbers of your own. If they add up to 1, the picture keeps its brightness. If they add up to 0, only edges are left.',
      'Networks like Candela’s use hundreds of such kernels. Nobody typed them in: they were found by training.',
    ],
    student: [
      'A kernel of k × k weights slides over the picture. At each place it multiplies the patch under it, number by number, and adds up the products. The same weights are used everywhere, so what the kernel finds in one corner it finds in all.',
      'The stride is how far it moves at a time. Stride 2 leaves every second place out, and the result is half as wide. Padding says what lies beyond the edge. Without it the result is k − 1 pixels narrower and lower.',
      'One layer sees k × k pixels. Stack a second one, and each of its places sees a patch of patches. The squares on the photo are these receptive fields.',
    ],
    engineer: [
      'What networks call a convolution is a cross-correlation: the kernel is not flipped. Sizes follow PyTorch: ⌊(n + 2p − k) / s⌋ + 1. Here each colour passes through the same kernel (depthwise); a layer of a network sums over its input channels and adds a bias.',
      'Cost: k² multiply-adds an output and channel pair. Two layers of 3 × 3 see as much as one of 5 × 5, with 18 weights in place of 25 and an activation in between.',
      'The drawn field is the theoretical one. The effective receptive field is smaller, about a Gaussian whose width grows with √L. Zero padding darkens edges and tells the network where the border is; mirrored padding does not. The values are stored sRGB values divided by 255, in double precision.',
    ],
  },
  breaks: [
    {
      id: 'sum',
      label: 'Weights that add up to more',
      why: 'The middle weight is larger by 1.5, so the weights add up to 1.5 more. Every flat area becomes brighter by one and a half times its own value, and what rises above white is clipped and lost.',
    },
    {
      id: 'shrink',
      label: '16 blurs, no padding',
      why: 'Each layer without padding loses one ring of pixels, two with 5 × 5. Sixteen blurs in a row cut a broad border off the photo, and the network can say nothing about it.',
    },
  ],
  sources: [
    'LeCun et al. 1989 (convolutional networks)',
    'Dumoulin & Visin 2016, “A guide to convolution arithmetic for deep learning”',
    'Luo et al. 2016 (effective receptive field)',
  ],
};
