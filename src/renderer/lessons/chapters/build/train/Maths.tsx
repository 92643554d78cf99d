import { networks, parameterCount } from '@core';
import { useStore } from 'zustand';
import { Formula } from '../../../page/Formula';
import { useSettings } from '../training/settings';
import { training } from '../training/state';
import { told } from './Layers';

const formulas = {
  sgd: String.raw`\sym{w}{\mathbf{w}} \leftarrow \sym{w}{\mathbf{w}} - \sym{r}{\eta}\,\sym{g}{\mathbf{g}}`,
  momentum: String.raw`\mathbf{m} \leftarrow 0.9\,\mathbf{m} + \sym{g}{\mathbf{g}}, \quad \sym{w}{\mathbf{w}} \leftarrow \sym{w}{\mathbf{w}} - \sym{r}{\eta}\,\mathbf{m}`,
  rmsProp: String.raw`\begin{gathered}\mathbf{v} \leftarrow 0.99\,\mathbf{v} + 0.01\,\sym{g}{\mathbf{g}}^2 \\ \sym{w}{\mathbf{w}} \leftarrow \sym{w}{\mathbf{w}} - \sym{r}{\eta}\,\frac{\sym{g}{\mathbf{g}}}{\sqrt{\mathbf{v}} + \varepsilon}\end{gathered}`,
  adam: String.raw`\begin{gathered}\mathbf{m} \leftarrow 0.9\,\mathbf{m} + 0.1\,\sym{g}{\mathbf{g}}, \quad \mathbf{v} \leftarrow 0.999\,\mathbf{v} + 0.001\,\sym{g}{\mathbf{g}}^2 \\ \sym{w}{\mathbf{w}} \leftarrow \sym{w}{\mathbf{w}} - \sym{r}{\eta}\,\frac{\hat{\mathbf{m}}}{\sqrt{\hat{\mathbf{v}}} + \varepsilon}\end{gathered}`,
} as const;

export function Maths() {
  const { optimiser, rate, network } = useSettings();
  const gradient = useStore(training, ({ current }) => current?.now.layers[0]?.gradients.spread ?? null);
  return (
    <Formula
      tex={formulas[optimiser]}
      symbols={[
        {
          id: 'w',
          tex: String.raw`\mathbf{w}`,
          meaning: 'weights',
          value: String(parameterCount(networks[network])),
        },
        { id: 'g', tex: String.raw`\mathbf{g}`, meaning: 'gradient, first layer', value: told(gradient) },
        { id: 'r', tex: String.raw`\eta`, meaning: 'learning rate', value: String(rate) },
      ]}
    />
  );
}
