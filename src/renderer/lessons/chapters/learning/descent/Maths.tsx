import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { figure, useDescent } from './descent';

const tex = String.raw`\sym{w}{\mathbf{w}} \leftarrow \sym{w}{\mathbf{w}} - \sym{r}{\eta}\,\nabla L(\mathbf{w}), \qquad \text{stable while } \sym{r}{\eta} < \frac{2}{\sym{k}{\lambda_{\max}}}`;

export function Maths() {
  const { walks, rate, bowl, limit } = useDescent();
  const [a = 0, b = 0] = walks.at(-1)?.weights ?? [];
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'w', tex: String.raw`\mathbf{w}`, meaning: 'gain, offset', value: `${figure(a)} ${figure(b)}` },
        { id: 'r', tex: String.raw`\eta`, meaning: 'learning rate', value: shown(rate) },
        {
          id: 'k',
          tex: String.raw`\lambda_{\max}`,
          meaning: 'greatest curvature',
          value: shown(bowl.curvatures[1]),
        },
        { id: 'l', tex: String.raw`2/\lambda_{\max}`, meaning: 'limit', value: shown(limit) },
      ]}
    />
  );
}
