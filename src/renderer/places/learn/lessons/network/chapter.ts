import type { Chapter } from '../../page/LessonPage';
import { hiddenLayer } from './hiddenLayer/page';
import { neuron } from './neuron/page';
import { perceptron } from './perceptron/page';

/** The network and its parts. */
export const network: Chapter = {
  id: 'network',
  title: 'The network and its parts',
  pages: [neuron, perceptron, hiddenLayer],
};
