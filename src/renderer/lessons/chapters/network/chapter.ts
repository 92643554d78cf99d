import type { Chapter } from '../../page/LessonPage';
import { hiddenLayer } from './hiddenLayer/page';
import { layers } from './layers/page';
import { microscope } from './microscope/page';
import { neuron } from './neuron/page';
import { overview } from './overview/page';
import { perceptron } from './perceptron/page';

/** The network and its parts. */
export const network: Chapter = {
  id: 'network',
  title: 'The network and its parts',
  pages: [overview, layers, microscope, neuron, perceptron, hiddenLayer],
};
