import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { values } from './losses';
import { Maths } from './Maths';
import { useSays } from './says';

/** Losses between two pictures, painted pixel by pixel. */
export const losses: LessonPage = {
  id: 'losses',
  title: 'How wrong is it?',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'To learn, a network must be told how wrong it is. A loss compares its picture with the one that was wanted and gives a single number. Here you see where in the photo that number comes from.',
      'The third picture is bright where the loss is high. The fourth says what to do about it: amber pixels are too bright, blue ones too dark.',
      'At the bottom, three pictures have the same squared error. You would never call them equally good.',
    ],
    student: [
      'A loss, or cost function, measures the gap between prediction and target, and guides the training. MSE is the mean of the squared differences. The square belongs to each difference, inside the sum. The lecture notes set it outside the sum by a slip; there, errors of opposite sign would cancel before they are squared.',
      'MSE and PSNR say the same: a tenth of the MSE is 10 dB more. MAE takes the size of each difference and forgives outliers. Charbonnier is MAE with a rounded corner. SSIM compares brightness, contrast and structure in small windows.',
      'Why MSE blurs: if an edge may lie here or one pixel further, the smallest mean squared error is the average of both, a soft edge. Noise removed halfway is also cheaper than detail in the wrong place.',
    ],
    engineer: [
      'Gradients by sample: 2d/n for MSE, sign(d)/n for MAE, d/(n√(d² + ε²)) for Charbonnier with ε = 10⁻³, where d is the difference. MAE’s gradient does not shrink near the target; Charbonnier’s does, inside ε.',
      'SSIM uses a Gaussian window of 11 × 11 with σ 1.5, K₁ 0.01 and K₂ 0.03, each channel by itself. Five pixels at the edge have no whole window. Its gradient is carried back through the same window. A test holds it to finite differences within 10⁻⁶, and its value to the scores of this program.',
      'All pictures here are at most 160 pixels wide or high, in stored 8-bit values. The scores in Enhance use the full-size photo. Noise and brightness of the three ways are found by bisection, with clipping counted.',
    ],
  },
  breaks: [
    {
      id: 'hot',
      label: 'A broken pixel',
      why: 'One pixel is stuck at white. Squaring makes its large difference huge, so it weighs far more in MSE than in MAE: compare the two shares. A network trained on MSE is drawn to such pixels.',
    },
    {
      id: 'shift',
      label: 'One pixel aside',
      why: 'The prediction is the target itself, moved by one pixel. Nobody would see it, yet every edge counts as an error. Losses that compare pixel by pixel need pictures that lie exactly on each other.',
    },
  ],
  sources: [
    'Wang et al. 2004 (SSIM)',
    'Wang & Bovik 2009, “Mean squared error: love it or leave it?”',
    'Charbonnier et al. 1994',
    'Zhao et al. 2017, “Loss functions for image restoration with neural networks”',
  ],
};
