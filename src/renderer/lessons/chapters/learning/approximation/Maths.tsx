import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useApproximation } from './approximation';

const tex = String.raw`\begin{gathered} f(x) = c + \sum_{j=1}^{\sym{h}{H}} v_j\, \varphi(w_j x + b_j) \\ \sym{l}{L} = \frac{1}{n}\sum_i \big(f(x_i) - y_i\big)^2 \end{gathered}`;

export function Maths() {
  const now = useApproximation();
  if (now === null) return null;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'h', tex: 'H', meaning: 'hidden units', value: `${now.units}` },
        { id: 'l', tex: 'L', meaning: 'loss', value: shown(now.loss, 5) },
      ]}
    />
  );
}
