import { countWords } from '../../../figure/inside/layerWords';
import { Formula } from '../../../page/Formula';
import { useChosen } from './layers';

const tex = String.raw`\begin{gathered} \sym{n}{n} = \sym{out}{C_{out}}\,\big(\sym{in}{C_{in}}\, \sym{k}{k_h k_w} + 1\big) \\ \text{multiply-adds} = \sym{out}{C_{out}}\, \sym{in}{C_{in}}\, \sym{k}{k_h k_w}\, \sym{hw}{H W} \end{gathered}`;

/** Weights and work of a convolution. */
export function Maths() {
  const { layer } = useChosen();
  const geometry = layer?.geometry ?? null;
  if (layer === undefined || geometry === null || layer.kind !== 'conv') return null;
  const { kernel, group } = geometry;
  const [channels, height, width] = layer.shape;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'out', tex: 'C_{out}', meaning: 'filters', value: String(channels) },
        { id: 'in', tex: 'C_{in}', meaning: 'channels it reads', value: String(layer.inputs / group) },
        { id: 'k', tex: 'k_h k_w', meaning: 'kernel', value: `${kernel[0]} × ${kernel[1]}` },
        { id: 'hw', tex: 'H W', meaning: 'positions', value: `${height} × ${width}` },
        { id: 'n', tex: 'n', meaning: 'weights', value: countWords(layer.weights) },
      ]}
    />
  );
}
