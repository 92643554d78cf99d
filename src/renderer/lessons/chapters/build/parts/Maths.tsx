import { parametersOf } from '@core';
import { Formula } from '../../../page/Formula';
import { counted, useChosen, useShownNetwork } from './parts';

const tex = String.raw`\sym{n}{n} = \sym{k}{k}^2 \cdot \sym{i}{c_\text{in}} \cdot \sym{o}{c_\text{out}} + \sym{o}{c_\text{out}}`;

export function Maths() {
  const network = useShownNetwork();
  const layer = useChosen(network);
  const conv = layer?.kind === 'conv' ? layer : null;
  const counts = conv === null ? null : parametersOf(conv);
  return (
    <Formula
      tex={tex}
      symbols={[
        {
          id: 'k',
          tex: 'k',
          meaning: 'side of the kernel',
          value: conv === null ? '–' : String(conv.kernel),
        },
        {
          id: 'i',
          tex: String.raw`c_\text{in}`,
          meaning: 'channels in',
          value: conv === null ? '–' : String(conv.inputs),
        },
        {
          id: 'o',
          tex: String.raw`c_\text{out}`,
          meaning: 'channels out',
          value: conv === null ? '–' : String(conv.outputs),
        },
        {
          id: 'n',
          tex: 'n',
          meaning: 'numbers to learn',
          value: counts === null ? '0' : counted(counts.weights + counts.biases),
        },
      ]}
    />
  );
}
