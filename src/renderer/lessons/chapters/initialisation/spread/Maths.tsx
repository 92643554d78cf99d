import { Formula } from '../../../page/Formula';
import { sizeText } from '../../../figure/layerSizes';
import { useSpread, width } from './spread';

const tex = String.raw`\begin{gathered} \sym{f}{\overline{z_l^2}} = \sym{n}{n_{l-1}}\, \sym{v}{\mathrm{Var}(w)}\; \overline{a_{l-1}^2} \\ \sym{g}{\overline{\delta_l^2}} = n_{l+1}\, \sym{v}{\mathrm{Var}(w)}\; \overline{\varphi'(z_l)^2}\; \overline{\delta_{l+1}^2} \end{gathered}`;

export function Maths() {
  const now = useSpread();
  if (now === null) return null;
  const variance = now.kind === 'normal' ? now.size ** 2 : now.size ** 2 / 3;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'n', tex: 'n', meaning: 'neurons a layer', value: `${width}` },
        { id: 'v', tex: String.raw`\mathrm{Var}(w)`, meaning: 'variance', value: sizeText(variance) },
        {
          id: 'f',
          tex: String.raw`n\,\mathrm{Var}(w)`,
          meaning: 'factor a layer',
          value: sizeText(width * variance),
        },
      ]}
    />
  );
}
