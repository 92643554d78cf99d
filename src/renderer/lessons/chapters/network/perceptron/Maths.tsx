import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { usePerceptron, values } from './perceptron';

const tex = String.raw`\sym{w}{\mathbf{w}} \leftarrow \sym{w}{\mathbf{w}} + \sym{r}{\eta}\,(t - \hat{y})\,\mathbf{x}, \qquad \hat{y} = \big[\sym{w}{\mathbf{w}} \cdot \mathbf{x} + \sym{b}{b} > 0\big]`;

export function Maths() {
  const { rate } = values.useValues();
  const { a, b, c } = usePerceptron().state.line;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'w', tex: String.raw`\mathbf{w}`, meaning: 'weights', value: `${shown(a, 2)} ${shown(b, 2)}` },
        { id: 'b', tex: 'b', meaning: 'bias', value: shown(c, 2) },
        { id: 'r', tex: String.raw`\eta`, meaning: 'step', value: shown(rate, 2) },
      ]}
    />
  );
}
