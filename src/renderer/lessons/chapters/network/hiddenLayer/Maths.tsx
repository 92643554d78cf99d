import { layersOf } from '@core';
import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useHiddenLayer } from './hiddenLayer';

const tex = String.raw`\hat{y} = \sigma\big(\sym{v}{\mathbf{v}} \cdot \sym{h}{\mathbf{h}} + \sym{c}{c}\big), \qquad \sym{h}{\mathbf{h}} = \varphi\big(\sym{w}{W}\,\mathbf{x} + \mathbf{b}\big)`;

export function Maths() {
  const { training, hidden } = useHiddenLayer();
  const output = layersOf(training.net)[1];
  const says = [...(output?.weights ?? [])].slice(0, 3).map((weight) => shown(weight, 2));
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'w', tex: 'W', meaning: 'weights of the hidden units', value: `${hidden} × 2` },
        {
          id: 'h',
          tex: String.raw`\mathbf{h}`,
          meaning: 'what they hand on',
          value: hidden === 1 ? 'one number' : `${hidden} numbers`,
        },
        {
          id: 'v',
          tex: String.raw`\mathbf{v}`,
          meaning: 'how the output listens',
          value: `${says.join('  ')}${hidden > 3 ? ' …' : ''}`,
        },
        { id: 'c', tex: 'c', meaning: 'its bias', value: shown(output?.biases[0] ?? 0, 2) },
      ]}
    />
  );
}
