import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useDecisions } from './decisions';

const tex = String.raw`y = \underbrace{\sym{k}{\frac{k}{1 + q\, x}}\, x}_{\text{light}} + \underbrace{\sym{r}{r}(x)}_{\text{repair}}`;

export function Maths() {
  const { value } = useDecisions().answer;
  const [gain, repair] = value?.explanation.maps ?? [];
  const range = (map: typeof gain): string =>
    map === undefined ? '–' : `${shown(map.min, 2)} … ${shown(map.max, 2)}`;
  return (
    <Formula
      tex={tex}
      symbols={[
        {
          id: 'k',
          tex: String.raw`\log_2 \tfrac{k}{1 + qx}`,
          meaning: 'light, in stops',
          value: range(gain),
        },
        { id: 'r', tex: 'r', meaning: 'repair of each pixel', value: range(repair) },
      ]}
    />
  );
}
