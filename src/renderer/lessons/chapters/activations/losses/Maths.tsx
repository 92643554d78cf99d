import { shown } from '../../../figure/number';
import { Formula } from '../../../page/Formula';
import { useLosses, usePair } from './losses';
import { psnrShown } from './says';

const tex = String.raw`\sym{m}{\mathrm{MSE}} = \frac{1}{\sym{n}{n}} \sum_{i=1}^{n} \big(Y_i - \hat{Y}_i\big)^{2}, \qquad \sym{p}{\mathrm{PSNR}} = 10 \log_{10} \frac{\mathrm{MAX}^2}{\sym{m}{\mathrm{MSE}}}`;

export function Maths() {
  const pair = usePair();
  const mse = useLosses(pair)?.mse?.value;
  return (
    <Formula
      tex={tex}
      symbols={[
        {
          id: 'n',
          tex: 'n',
          meaning: 'samples',
          value: pair?.target.data.length.toLocaleString('en') ?? '–',
        },
        { id: 'x', tex: String.raw`\mathrm{MAX}`, meaning: 'white', value: '1' },
        {
          id: 'm',
          tex: String.raw`\mathrm{MSE}`,
          meaning: 'mean squared error',
          value: mse === undefined ? '–' : shown(mse, 5),
        },
        {
          id: 'p',
          tex: String.raw`\mathrm{PSNR}`,
          meaning: 'the same in decibels',
          value: mse === undefined ? '–' : psnrShown(mse),
        },
      ]}
    />
  );
}
