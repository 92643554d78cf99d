import { sizeText } from '../../../figure/layerSizes';
import { Formula } from '../../../page/Formula';
import { useFanIn } from './fanIn';

const tex = String.raw`\begin{aligned} \text{Xavier:}\quad & \sym{x}{\mathrm{Var}(w)} = \frac{2}{n_\mathrm{in} + n_\mathrm{out}}, & a &= \sqrt{\frac{6}{n_\mathrm{in} + n_\mathrm{out}}} \\[8pt] \text{He:}\quad & \sym{h}{\mathrm{Var}(w)} = \frac{2}{n_\mathrm{in}}, & a &= \sqrt{\frac{6}{n_\mathrm{in}}} \end{aligned}`;

export function Maths() {
  const now = useFanIn();
  if (now === null) return null;
  return (
    <Formula
      tex={tex}
      symbols={[
        {
          id: 'x',
          tex: String.raw`\mathrm{Var}(w)`,
          meaning: 'Xavier, measured',
          value: sizeText((now.xavier?.deviation ?? 0) ** 2),
        },
        {
          id: 'h',
          tex: String.raw`\mathrm{Var}(w)`,
          meaning: 'He, measured',
          value: sizeText((now.he?.deviation ?? 0) ** 2),
        },
      ]}
    />
  );
}
