import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { values } from './state';
import { useSays } from './use';

/** The trained network at work. */
export const use: LessonPage = {
  id: 'use',
  title: 'Use this model',
  values,
  Figure,
  useSays,
  words: {
    photographer: [
      'Your network is a model like the others now. It enhances photos of any size, in the window and on the command line.',
      'It knows one thing: how to undo the darkening that it was trained on. A photo that is darker still stays too dark, and one that is bright becomes far too bright.',
      'The card of the model says what it was trained on, and for how long.',
    ],
    student: [
      'Using a network needs the forward pass alone. The gradients, the loss and the optimiser stay behind; the weights are written into the file.',
      'Your network was trained for seconds on few photos, the shipped one for hours on many. Look for blotches, softened grain and wrong colours.',
      'Both learned one fixed darkening. They do not see how dark the whole photo is, so their gain is always about the same. Candela’s own network looks at the whole photo first.',
    ],
    engineer: [
      'The export is the trainer’s own forward graph with the weights as constants, between the ends of the model contract: uint8 NHWC in and out, and a float pair for 16 bits. It equals the trainer’s output to 1e-5.',
      'The tile overlap on the card follows from the receptive field. The memory per pixel is that of all feature maps at once, an upper bound.',
      'The card names the photos, the darkening, the settings, the number of steps and the PSNR of the held-out crop. Delete the model’s folder to remove it; `candela models` says where it is.',
    ],
  },
  breaks: [
    {
      id: 'lit',
      label: 'A well-lit photo',
      why: 'The network has seen nothing but photos at a fifth of their brightness. It brightens this one about five times, too, and most of it is burnt out.',
    },
  ],
  sources: ['ONNX, the Open Neural Network Exchange format'],
};
