import type { LessonPage } from '../../../page/LessonPage';
import { Figure } from './Figure';
import { Maths } from './Maths';
import { useSays, values } from './mirnet';

/** MIRNet's own parts, in the shipped network, on this photo. */
export const mirnet: LessonPage = {
  id: 'mirnet',
  title: 'Inside MIRNet',
  values,
  Figure,
  useSays,
  Maths,
  words: {
    photographer: [
      'MIRNet looks at your photo at several sizes at once. The large ones keep fine detail. The small ones see what a thing is: a face, a sky, a lamp.',
      'Then it mixes them. For each kind of detail it decides, for this very photo, which size to trust. It also decides which places need the most work: they are bright in the map.',
    ],
    student: [
      'Parallel streams work at full, half and quarter size of the features and tell one another what they see. Selective kernel fusion joins them: a mean over all places goes through two small layers, and a softmax makes weights of it. For each channel they add to 1.',
      'A dual attention unit weighs twice. Channel attention gives each map one number between 0 and 1. Spatial attention gives each place one.',
      'Blocks of this kind lie in recursive residual groups. A residual passes its input on unchanged and adds only a correction, so that a deep network can still be trained.',
    ],
    engineer: [
      'The published Keras example has three recursive residual groups of two multi-scale residual blocks each, 64 channels, and was trained on 128 × 128 crops of LOL with the Charbonnier loss.',
      'The network shipped here is smaller: two groups of one block each, streams of 32, 48 and 72 channels at 1/4, 1/8 and 1/16 of the photo, behind two strided convolutions. Its last unit works at 1/2.',
      'Its pooled attention looks at the whole photo, 96 pixels small. Each mean is measured there and used on every tile, so that tiles agree. So the channel weights shown here are those of the thumbnail, and the maps are those of the photo. All units are found by how the graph is built, not by name.',
    ],
  },
  breaks: [
    {
      id: 'black',
      label: 'A black photo',
      why: 'Attention is computed from the photo. On a black one there is nothing to choose by: the weights are what the biases alone make of it, and no place stands out except at the border.',
    },
    {
      id: 'bright',
      label: 'Five times as bright',
      why: 'The weights answer to the photo, so they change with it. A network that saw only dark photos never learned what to choose on a bright one.',
    },
  ],
  sources: [
    'Zamir et al. 2020, “Learning Enriched Features” (MIRNet)',
    'Li et al. 2019 (selective kernels)',
    'Woo et al. 2018 (CBAM)',
    'Wei et al. 2018 (LOL)',
  ],
};
