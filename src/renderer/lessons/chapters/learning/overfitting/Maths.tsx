import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useOverfitting } from './overfitting';

const tex = String.raw`\begin{gathered} L_S = \frac{1}{3\,|S|}\sum_{i \in S} \lVert f(\mathbf{x}_i) - \mathbf{y}_i \rVert^2 \\ \sym{g}{\text{gap}} = L_\text{test} - L_\text{train} \end{gathered}`;

export function Maths() {
  const now = useOverfitting();
  if (now === null) return null;
  const last = now.course.at(-1) ?? { train: 0, test: 0 };
  return (
    <Formula
      tex={tex}
      symbols={[
        {
          id: 'g',
          tex: String.raw`\text{gap}`,
          meaning: 'test − training',
          value: shown(last.test - last.train, 4),
        },
        { id: 'm', tex: 'm', meaning: 'training pixels', value: `${now.count}` },
        { id: 'p', tex: '31H + 3', meaning: 'parameters', value: `${31 * now.units + 3}` },
      ]}
    />
  );
}
