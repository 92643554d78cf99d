import { Formula } from '../../../page/Formula';
import { shown } from '../../../figure/number';
import { useNeuron, values } from './neuron';

const tex = String.raw`\sym{y}{y} = \varphi\Big(\sym{b}{b} + \sum_{c \in \{r,g,b\}} \sym{w}{w_c}\, \sym{x}{x_c}\Big)`;

export function Maths() {
  const { red, green, blue } = values.useValues();
  const neuron = useNeuron();
  if (neuron === null) return null;
  const list = (numbers: readonly number[]): string => numbers.map((value) => shown(value, 2)).join(' ');
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'x', tex: 'x_c', meaning: 'the pixel', value: list(neuron.pixel.inputs) },
        { id: 'w', tex: 'w_c', meaning: 'weights', value: list([red, green, blue]) },
        { id: 'b', tex: 'b', meaning: 'bias', value: shown(neuron.bias, 2) },
        { id: 'y', tex: 'y', meaning: 'output', value: shown(neuron.run.output) },
      ]}
    />
  );
}
