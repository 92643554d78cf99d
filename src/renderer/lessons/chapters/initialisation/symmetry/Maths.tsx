import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useSymmetry, values } from './symmetry';

const tex = String.raw`\frac{\partial L}{\partial w_{ji}} = \delta_j\, x_i, \qquad \delta_j = \varphi'(z_j) \sum_k v_{kj}\, \delta_k`;

export function Maths() {
  const { rate } = values.useValues();
  const now = useSymmetry();
  if (now === null) return null;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'd', tex: String.raw`\max_j |w_j - w_1|`, meaning: 'apart', value: shown(now.apart, 4) },
        { id: 'r', tex: String.raw`\eta`, meaning: 'rate', value: shown(rate, 3) },
        { id: 'l', tex: 'L', meaning: 'loss', value: shown(now.loss, 4) },
      ]}
    />
  );
}
