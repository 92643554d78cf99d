import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './triptych';

/** The result page of the lecture: three pictures, and what two numbers say of them. */
export const triptych: LessonPage = {
  id: 'triptych',
  title: 'Three pictures',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'On the left is the scene in good light, in the middle the dark photo, on the right what the network made of it. The nearer the right one is to the left one, the better.',
      'Two numbers try to say how near. Do not trust them alone: make the good photo a tenth brighter, which nobody would mind, and see how far its own number falls.',
    ],
    student: [
      'PSNR follows from the mean squared error, so a small error everywhere counts as much as a large one somewhere. SSIM compares local means, contrasts and structures, and is 1 for equal pictures.',
      'The number under “exposure-matched” is measured after the picture’s mean was brought to that of the truth. Papers that report it are not comparable with papers that do not.',
    ],
    engineer: [
      'PSNR = 10 log₁₀(255² / MSE), over all channels of 8-bit RGB. SSIM per channel with an 11 × 11 Gaussian window of σ 1.5, valid positions, then the mean (Wang et al. 2004).',
      'Scores are measured on the full-size photo in a worker thread. The pictures here are drafts of 512 pixels.',
      'The truth times a gain g scores 20 log₁₀(1/|g − 1|) − 20 log₁₀(rms/255) dB: with 10 % and an rms of a third of full scale that is 29.5 dB, without a single wrong edge.',
    ],
  },
  breaks: [
    {
      id: 'exposure',
      label: 'A tenth too bright',
      why: 'The ground truth itself, a tenth brighter, scores worse than many an enhanced photo. PSNR cannot tell a matter of taste from a mistake.',
    },
  ],
  sources: ['Wang et al. 2004 (SSIM)', 'Wei et al. 2018 (LOL)'],
};
