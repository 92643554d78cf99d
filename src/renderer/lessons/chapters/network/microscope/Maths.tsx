import { activationWords } from '../../../figure/inside/layerWords';
import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useMicroscope } from './microscope';

const tex = String.raw`\sym{y}{y_{r,s}} = \varphi\Big(\sym{b}{b} + \sum_{c} \sum_{i,j} \sym{w}{w_{c,i,j}}\, \sym{x}{x_{c,\,r \cdot t + i,\,s \cdot t + j}}\Big)`;

export function Maths() {
  const { layer, looked } = useMicroscope();
  if (layer === undefined || looked === null) return null;
  const { pixel, used, asIs, broken } = looked;
  const cells = pixel.rows * pixel.columns;
  return (
    <Formula
      tex={tex}
      symbols={[
        {
          id: 'x',
          tex: 'x',
          meaning: 'patch',
          value: `${pixel.patch.length} × ${pixel.rows} × ${pixel.columns}`,
        },
        { id: 'w', tex: 'w', meaning: 'weights', value: `${pixel.patch.length * cells} + 1 bias` },
        { id: 'b', tex: 'b', meaning: 'bias', value: shown(used.bias, 4) },
        {
          id: 'y',
          tex: 'y',
          meaning: `after ${activationWords(used.activation.kind)}`,
          value: shown((broken ?? asIs).output, 4),
        },
      ]}
    />
  );
}
