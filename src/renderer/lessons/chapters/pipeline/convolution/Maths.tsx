import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useConvolution } from './convolution';

const tex = String.raw`\begin{gathered} \sym{y}{y_{r,c}} = \sum_{i,j=0}^{\sym{k}{k}-1} \sym{w}{w_{i,j}}\; x_{\sym{s}{s}r+i-p,\;\sym{s}{s}c+j-p} \\ \sym{R}{R_L} = 1 + (\sym{k}{k}-1)\sum_{l=0}^{\sym{L}{L}-1} \sym{s}{s}^{\,l} \end{gathered}`;

export function Maths() {
  const now = useConvolution();
  if (now === null) return null;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'k', tex: 'k', meaning: 'side of the kernel', value: `${now.side}` },
        {
          id: 'w',
          tex: String.raw`\textstyle\sum w`,
          meaning: 'sum of the weights',
          value: shown(now.kernelSum, 2),
        },
        { id: 's', tex: 's', meaning: 'stride', value: `${now.stride}` },
        { id: 'y', tex: 'y_{r,c}', meaning: 'result at the place', value: shown(now.sum) },
        { id: 'L', tex: 'L', meaning: 'stacked layers', value: `${now.layers}` },
        { id: 'R', tex: 'R_L', meaning: 'receptive field', value: `${now.field}` },
      ]}
    />
  );
}
