import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { useSays, values } from './overview';

/** The photo passes through a shipped network. */
export const overview: LessonPage = {
  id: 'overview',
  title: 'What a network does',
  values,
  Figure,
  useSays,
  words: {
    photographer: [
      'A neural network is a recipe that was learned instead of written. It works in a way that was inspired by the brain: many small parts, each doing something simple.',
      'Your photo goes in on the left, as eyes and ears bring the world to us. In the middle it is worked out, step by step. On the right comes the photo that the network makes of it. Press Play and watch.',
    ],
    student: [
      'The input layer takes the numbers of the photo. Hidden layers turn them into feature maps: pictures that show where something was found, such as an edge or a dark area. The output layer turns the last maps into a photo again.',
      'Nothing in between was drawn by anybody. Training chose weights for which the output comes out right, and these maps are what followed.',
      'The brain was the inspiration, not the plan. The layers do plain arithmetic, always in the same order.',
    ],
    engineer: [
      'The film shows up to twelve layers that make maps of the photo, spread evenly over the graph, and the first twelve channels of each. Every map is stretched to its own range.',
      'All values are real tensors of the shipped file, at a long edge of 256 pixels, from ONNX Runtime on the CPU. The result is the network’s own output, before strength and finishing.',
    ],
  },
  breaks: [
    {
      id: 'black',
      label: 'A black photo',
      why: 'A network passes on what it was given. From a black photo only its biases are left, so the maps are almost flat: edges appear where the padding begins. No layer can know what was not in the photo.',
    },
    {
      id: 'bright',
      label: 'Five times as bright',
      why: 'This network has seen dark photos alone, and it does what it learned. Given a photo that is bright already, the small network brightens it all the same, until it is white.',
    },
  ],
  sources: ['Rumelhart, Hinton & Williams 1986', 'LeCun, Bengio & Hinton 2015, “Deep learning”'],
};
