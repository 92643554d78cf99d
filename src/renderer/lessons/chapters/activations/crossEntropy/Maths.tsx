import { activations } from '@core';
import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { slopeAt, values } from './crossEntropy';

const tex = String.raw`\begin{aligned}
L &= -\big(t \ln \sym{p}{p} + (1 - t) \ln(1 - \sym{p}{p})\big), \qquad \sym{p}{p} = \sigma(\sym{z}{z}) \\
\sym{c}{\frac{\partial L}{\partial z}} &= p - t, \qquad \sym{m}{\frac{\partial (p - t)^2}{\partial z}} = 2\,(p - t)\,p\,(1 - p)
\end{aligned}`;

export function Maths() {
  const { sum } = values.useValues();
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'z', tex: 'z', meaning: 'weighted sum', value: shown(sum, 1) },
        { id: 'p', tex: 'p', meaning: 'chance of lit', value: shown(activations.sigmoid.of(sum), 5) },
        { id: 't', tex: 't', meaning: 'truth', value: '1' },
        {
          id: 'c',
          tex: String.raw`\partial L / \partial z`,
          meaning: 'by cross-entropy',
          value: shown(slopeAt('crossEntropy', sum), 5),
        },
        {
          id: 'm',
          tex: String.raw`\partial L / \partial z`,
          meaning: 'by squared error',
          value: shown(slopeAt('mse', sum), 5),
        },
      ]}
    />
  );
}
