import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './noise';

/** The noise of a camera, made on a clean picture. */
export const noise: LessonPage = {
  id: 'noise',
  title: 'Where noise comes from',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Light comes in grains. A pixel that should catch 100 photons catches 90 one time and 110 the next. In bright light nobody sees it; in the dark this is most of your noise.',
      'ISO adds no light. It amplifies what was caught, noise and all. Raise ISO here and the picture gets brighter, but the noise in the brightened one hardly changes. Open the shutter longer and it does.',
      'The fourth picture has the noise that many tutorials train on: single dots of black and white. No camera makes such a picture, and a network that has seen only this knows nothing of yours.',
    ],
    student: [
      'The number of photons that a pixel catches is Poisson-distributed: with n expected, it varies by √n. The signal is n and the noise √n, so their ratio grows only as √n. A quarter of the light means half the ratio.',
      'Reading the pixel adds a noise that is the same at every brightness, about normal. It decides in the shadows, where n is small. Rounding to whole numbers adds a third kind, as large as a step divided by √12.',
      'The tutorial behind the lecture notes puts salt and pepper on 4 % of the samples. That noise is rare, huge and the same at all brightnesses. A camera’s noise is everywhere, mostly small, and depends on the light.',
    ],
    engineer: [
      'The model: stored values to linear light by the sRGB curve; Poisson(n) electrons, n = light × exposure × 30,000; plus N(0, σ_r²); times gain; a black level of 1/64; rounded and clipped. Variances add: n + σ_r² + q²/12, with q electrons a step. It leaves out dark current, fixed pattern, cross-talk and the colour filter.',
      'Gain makes a step worth fewer electrons: at ISO 100 and 12 bits it is 7 electrons, at ISO 1600 less than one. Above that ISO only costs highlights.',
      'For training, draw such noise on linear data (Brooks et al. 2019), with camera-like gains. After the tone curve the same noise is neither additive nor independent of the signal. Each dot of the plot is a half-stop of this picture’s own brightness with 200 samples or more; values near white are left out.',
    ],
  },
  breaks: [
    {
      id: 'thousandth',
      label: '1/1000 of the light',
      why: 'White is now 30 electrons, and mid grey about 5. The noise of the photons and of reading is as large as the picture. No brightening brings back what was never caught; a network can only guess.',
    },
    {
      id: 'bits',
      label: '6 bits',
      why: 'The converter has 64 steps from black to white. A dark picture uses two or three of them, so brightening shows flat patches with hard edges where there were shades.',
    },
  ],
  sources: [
    'Janesick 2007, “Photon Transfer”',
    'Hörmann 1993 (drawing Poisson numbers)',
    'Brooks et al. 2019, “Unprocessing images for learned raw denoising”',
  ],
};
