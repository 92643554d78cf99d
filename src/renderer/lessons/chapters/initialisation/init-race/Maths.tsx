import { sizeText } from '../../../figure/layerSizes';
import { Formula } from '../../../page/Formula';
import { useRace, values } from './initRace';

const tex = String.raw`\mathbf{w} \leftarrow \mathbf{w} - \sym{r}{\eta}\, \frac{\partial L}{\partial \mathbf{w}}`;

export function Maths() {
  const { rate } = values.useValues();
  const race = useRace();
  if (race === null) return null;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'r', tex: String.raw`\eta`, meaning: 'learning rate', value: sizeText(rate) },
        ...race.map(({ name, label, gradients }) => ({
          id: name,
          tex: String.raw`\partial L / \partial w`,
          meaning: `${label}, layer 1`,
          value: sizeText(gradients[0] ?? 0),
        })),
      ]}
    />
  );
}
