import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useMirnet } from './mirnet';

const tex = String.raw`\begin{gathered} \sym{u}{U_c} = \sum_{l} \sym{s}{s_{l,c}}\, L_{l,c} \qquad \sym{s}{s_{l,c}} = \frac{e^{v_{l,c}}}{\sum_{m} e^{v_{m,c}}} \\ v_l = W_l\, \mathrm{ReLU}\big(W_z\, \mathrm{mean}(\textstyle\sum_m L_m)\big) \end{gathered}`;

/** The fusion, with the weights of its first channel. */
export function Maths() {
  const { fusion } = useMirnet();
  if (fusion === undefined) return null;
  const first = fusion.weights.map((stream) => shown(stream[0] ?? 0)).join(' ');
  const sum = fusion.weights.reduce((total, stream) => total + (stream[0] ?? 0), 0);
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 's', tex: 's_{l,1}', meaning: 'weights of channel 1', value: first },
        { id: 'u', tex: String.raw`\sum_l s_{l,1}`, meaning: 'their sum', value: shown(sum, 4) },
      ]}
    />
  );
}
