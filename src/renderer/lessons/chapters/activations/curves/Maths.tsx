import { activations, type ActivationName } from '@core';
import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useActivation, values } from './curves';

const formulas: Readonly<Record<ActivationName, string>> = {
  linear: String.raw`\sym{y}{\varphi(\sym{x}{x})} = \sym{x}{x}`,
  relu: String.raw`\sym{y}{\varphi(\sym{x}{x})} = \max(0, \sym{x}{x}), \quad \sym{d}{\varphi'} = [\sym{x}{x} > 0]`,
  leakyRelu: String.raw`\sym{y}{\varphi(\sym{x}{x})} = \max(0.01\,\sym{x}{x},\; \sym{x}{x}), \quad \sym{d}{\varphi'} = [\sym{x}{x} > 0] + 0.01\,[\sym{x}{x} \le 0]`,
  sigmoid: String.raw`\sym{y}{\varphi(\sym{x}{x})} = \frac{1}{1 + e^{-\sym{x}{x}}}, \quad \sym{d}{\varphi'} = \varphi\,(1 - \varphi)`,
  tanh: String.raw`\sym{y}{\varphi(\sym{x}{x})} = \tanh \sym{x}{x}, \quad \sym{d}{\varphi'} = 1 - \varphi^2`,
  gelu: String.raw`\sym{y}{\varphi(\sym{x}{x})} = \tfrac{1}{2}\,\sym{x}{x}\Big(1 + \tanh\big(\sqrt{2/\pi}\,(\sym{x}{x} + 0.044715\,\sym{x}{x}^3)\big)\Big)`,
};

export function Maths() {
  const { input } = values.useValues();
  const name = useActivation();
  const { of, derivative } = activations[name];
  return (
    <Formula
      tex={formulas[name]}
      symbols={[
        { id: 'x', tex: 'x', meaning: 'input', value: shown(input) },
        { id: 'y', tex: String.raw`\varphi(x)`, meaning: 'output', value: shown(of(input)) },
        { id: 'd', tex: String.raw`\varphi'(x)`, meaning: 'slope', value: shown(derivative(input)) },
      ]}
    />
  );
}
