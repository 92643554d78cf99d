import { noiseVariance } from '@core';
import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useNoise } from './noise';

const tex = String.raw`\sym{r}{\mathrm{SNR}} = \frac{\sym{n}{n}}{\sqrt{\sym{n}{n} + \sym{o}{\sigma_r^2 + q^2/12}}} \;\le\; \sqrt{\sym{n}{n}}`;

export function Maths() {
  const now = useNoise();
  if (now === null) return null;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'n', tex: 'n', meaning: 'electrons, mid grey', value: shown(now.grey, 1) },
        {
          id: 'o',
          tex: String.raw`\sigma_r^2 + q^2/12`,
          meaning: 'reading and rounding',
          value: shown(noiseVariance(0, now.sensor, now.exposure), 1),
        },
        { id: 'r', tex: String.raw`\mathrm{SNR}`, meaning: 'signal over noise', value: shown(now.ratio, 1) },
      ]}
    />
  );
}
