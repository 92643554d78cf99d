import type { OptimiserSettings } from '@core';
import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { racerNames, useRace } from './optimisers';

const tex = String.raw`\begin{aligned}
\text{SGD}&: \; \mathbf{w} \leftarrow \mathbf{w} - \sym{sgd}{\eta}\,\mathbf{g} \\
\text{Momentum}&: \; \mathbf{v} \leftarrow \mu\,\mathbf{v} + \mathbf{g}, \quad \mathbf{w} \leftarrow \mathbf{w} - \sym{momentum}{\eta}\,\mathbf{v} \\
\text{RMSProp}&: \; \mathbf{s} \leftarrow \rho\,\mathbf{s} + (1 - \rho)\,\mathbf{g}^2, \quad \mathbf{w} \leftarrow \mathbf{w} - \sym{rmsprop}{\eta}\,\frac{\mathbf{g}}{\sqrt{\mathbf{s}} + \varepsilon} \\
\text{Adam}&: \; \mathbf{m} \leftarrow \beta_1 \mathbf{m} + (1 - \beta_1)\,\mathbf{g}, \quad \mathbf{s} \leftarrow \beta_2 \mathbf{s} + (1 - \beta_2)\,\mathbf{g}^2 \\
&\phantom{:} \; \mathbf{w} \leftarrow \mathbf{w} - \sym{adam}{\eta}\,\frac{\mathbf{m} / (1 - \beta_1^t)}{\sqrt{\mathbf{s} / (1 - \beta_2^t)} + \varepsilon}
\end{aligned}`;

/** The numbers beside the learning rate. */
function restOf(settings: OptimiserSettings): string {
  switch (settings.name) {
    case 'sgd':
      return '';
    case 'momentum':
      return `, μ ${settings.momentum}`;
    case 'rmsprop':
      return `, ρ ${settings.decay}`;
    case 'adam':
      return `, β ${settings.beta1} ${settings.beta2}`;
  }
}

export function Maths() {
  return (
    <Formula
      tex={tex}
      symbols={useRace().racers.map(({ name, settings }) => ({
        id: name,
        tex: String.raw`\eta`,
        meaning: racerNames[name],
        value: `${shown(settings.rate)}${restOf(settings)}`,
      }))}
    />
  );
}
