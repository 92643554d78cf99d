import { Formula } from '../../../page/Formula';
import { useOneStep } from './oneStep';
import { boxesOf, figure, parametersOf } from './told';

const tex = String.raw`\begin{aligned}
\frac{\partial L}{\partial \sym{w}{w_{11}}} &= \underbrace{\sym{dy}{2(\hat{y} - t)}}_{\partial L / \partial \hat{y}} \cdot \underbrace{\sym{v}{v_1}}_{\partial \hat{y} / \partial h_1} \cdot \underbrace{\sym{d}{\varphi'(s_1)}}_{\partial h_1 / \partial s_1} \cdot \underbrace{\sym{x}{x_1}}_{\partial s_1 / \partial w_{11}} \\
w_{11} &\leftarrow w_{11} - \eta\,\frac{\partial L}{\partial w_{11}}
\end{aligned}`;

export function Maths() {
  const one = useOneStep();
  const boxes = one && boxesOf(one.step);
  const parameters = one && parametersOf(one.step);
  const told = (value: number | undefined): string => (value === undefined ? '–' : figure(value));
  const slope = boxes && (boxes.h1.gradient === 0 ? 0 : boxes.s1.gradient / boxes.h1.gradient);
  return (
    <Formula
      tex={tex}
      symbols={[
        {
          id: 'dy',
          tex: String.raw`2(\hat{y} - t)`,
          meaning: 'slope of the loss',
          value: told(boxes?.y.gradient),
        },
        { id: 'v', tex: 'v_1', meaning: 'weight of h₁', value: told(parameters?.[6]?.value) },
        {
          id: 'd',
          tex: String.raw`\varphi'(s_1)`,
          meaning: 'slope of the activation',
          value: told(slope ?? undefined),
        },
        { id: 'x', tex: 'x_1', meaning: 'the pixel', value: told(boxes?.x1.value) },
        {
          id: 'w',
          tex: String.raw`\partial L / \partial w_{11}`,
          meaning: 'their product',
          value: told(parameters?.[0]?.gradient),
        },
      ]}
    />
  );
}
