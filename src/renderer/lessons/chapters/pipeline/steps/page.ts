import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { useSays, values } from './steps';

/** The lecture notes' pipeline, with this photo's own arrays. */
export const steps: LessonPage = {
  id: 'steps',
  title: 'Step by step',
  values,
  Figure,
  useSays,
  words: {
    photographer: [
      'A photo is a table of numbers: three for each pixel, from 0 for black to 255 for full light. In a dark photo most of them are small.',
      'Before the network works, the numbers are made smaller, so that white is 1. Afterwards they are made large again, and stored as a photo.',
      'Nothing in between is a trick. Go through the steps and see how far each one changes the numbers.',
    ],
    student: [
      'This is the notebook of the lecture: load the network, turn the photo into an array of 256 × 256 × 3, divide by 255, predict, multiply by 255, clip, and store as uint8.',
      'The network takes a batch of photos, so the array gets a fourth axis in front. The lecture notes leave that line out. Without it the network refuses the array; if it did not, output[0] would be one row of pixels.',
      'A network’s output may be below 0 or above 1. Such values are clipped before they become bytes. If they are not, they wrap around: 260 becomes 4, and a lamp turns black.',
      'The notes scale every photo to 256 × 256. Candela is not bound to that size; it works on tiles of the whole photo.',
    ],
    engineer: [
      'The published notebook loads keras-io/lowlight-enhance-mirnet, trained on LOL. Here the chosen model runs in ONNX Runtime, through its float pair, with the array in the layout that its card states.',
      'Shipped files clip inside the graph, so that the app need not. The value shown as “what the network says” is read before that Clip node: its input is made an output of the graph by appending to the file.',
      'Conversion of a float to uint8 beyond its range is undefined in C. NumPy on common machines keeps the lowest eight bits, as this figure does. OpenCV loads photos as BGR; a network trained on RGB then sees blue lamps.',
      'Bilinear or area scaling to 256 × 256 of a 24-megapixel photo keeps 0.3 % of its pixels, and changes its proportions.',
    ],
  },
  breaks: [
    {
      id: 'noDivision',
      label: 'No ÷ 255',
      why: 'The network learned on values up to 1 and gets values up to 255. Every sum inside is far too large, and almost all of the result is clipped.',
    },
    {
      id: 'noClip',
      label: 'No clip',
      why: 'Values above 255 wrap around when they become bytes. The brightest parts turn dark, in the colours of noise.',
    },
    {
      id: 'swappedColours',
      label: 'BGR for RGB',
      why: 'Red and blue are exchanged, as some libraries load photos. The network sees blue lamps and orange skies, and corrects what is not wrong.',
    },
    {
      id: 'noBatch',
      label: 'No batch axis',
      why: 'The network expects four axes and gets three. ONNX Runtime refuses the array and says so.',
    },
    {
      id: 'only256',
      label: '256 × 256 for every photo',
      why: 'Every photo is squeezed into 65,536 pixels, whatever its proportions. Stretched back to its own size, it is soft: what was thrown away before the network cannot return after it.',
    },
  ],
  sources: [
    'Kaggle, “Low light image enhancement with Keras MIRNet”',
    'Keras example “Low-light image enhancement using MIRNet”',
    'Wei et al. 2018 (LOL)',
  ],
};
