import { Formula } from '../../../page/Formula';
import { scoreOf, useTriptych } from './triptych';

const tex = String.raw`\sym{p}{\mathrm{PSNR}} = 10 \log_{10} \frac{255^2}{\mathrm{MSE}}, \qquad \mathrm{MSE} = \frac{1}{n} \sum_{i=1}^{n} \big(y_i - \hat{y}_i\big)^2`;

export function Maths() {
  const scores = useTriptych().answer.value?.scores?.enhanced;
  return (
    <Formula
      tex={tex}
      symbols={[
        { id: 'p', tex: String.raw`\mathrm{PSNR}`, meaning: 'enhanced', value: scoreOf(scores, 'psnr') },
      ]}
    />
  );
}
