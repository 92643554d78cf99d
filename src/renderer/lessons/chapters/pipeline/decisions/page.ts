import type { LessonPage } from '../../../page/LessonPage';
import { useSays, values } from './decisions';
import { Figure } from './Figure';
import { Maths } from './Maths';

/** What the default model decides about this photo, as maps, and what each slider changes inside. */
export const decisions: LessonPage = {
  id: 'decisions',
  title: 'What the network decides',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'Candela looks at the whole photo first, at the size of a stamp. From that it decides how much light to give, like a photographer who looks at the scene before he sets the exposure.',
      'Then it goes over every pixel and repairs: it takes out noise, and mends colour. The second map shows where it did most.',
      'Move a slider and watch which of the two changes.',
    ],
    student: [
      'The network has two parts. A head sees a thumbnail and predicts the tone curve, so that every tile of a large photo gets the same one. A local network then predicts what to add to each pixel.',
      'The first map is how far each pixel is brightened. The second is what the local network adds or takes away. Each is stretched to its own range, which stands beside it.',
      'The sliders are inputs of the graph. Brightness moves the curve that the head chose. Noise removal weakens or strengthens the repair. Nothing is computed twice outside the network.',
    ],
    engineer: [
      'The head predicts the wanted mean of each channel; the gain k of the curve k x / (1 + q x) is solved from that in the graph, with white pinned. Eight gains, one for each range of brightness, bend it. At night they may not lift what is dark, and a fusion of the photo’s own exposures spares what is lit. The maps are extra outputs that the card names; the figure reads them in the run that makes the result.',
      'The thumbnail input is the same for every tile of a photo. Without it, two tiles of one sky would choose two exposures.',
      'Controls are float32 scalars of shape [1]. At their neutral value the graph gives, bit for bit, what it gives without them.',
    ],
  },
  breaks: [
    {
      id: 'tooBright',
      label: 'Brightness at its end',
      why: 'The curve is pushed as far as it goes. Lamps and light walls reach full scale, and what is burnt there no slider brings back.',
    },
  ],
  sources: ['Gharbi et al. 2017 (HDRnet)', 'Mertens et al. 2007 (exposure fusion)'],
};
