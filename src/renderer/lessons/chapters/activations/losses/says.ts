import { shown } from '../../../figure/number';
import { psnrOf, shareOf, useLosses, usePair, values } from './losses';

const names = { mse: 'MSE', mae: 'MAE', charbonnier: 'Charbonnier loss', ssim: '1 − SSIM' } as const;

/** A PSNR with its unit. Equal pictures have none. */
export function psnrShown(meanSquaredError: number): string {
  return `${shown(psnrOf(meanSquaredError), 2)} dB`;
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { loss } = values.useValues();
  const pair = usePair();
  const losses = useLosses(pair);
  const mse = losses?.mse ?? null;
  if (pair === null || losses === null || mse === null) return 'Prediction and target are being made.';
  const chosen = losses[loss];
  const value =
    chosen === null
      ? 'cannot be given: the picture is smaller than its window'
      : `is ${shown(chosen.value, 5)}`;
  const compared = `Compared are ${pair.predictionName} and ${pair.targetName}. The ${names[loss]} ${value}; the PSNR is ${psnrShown(mse.value)}.`;
  if (pair.hot === null) return compared;
  const share = (of: 'mse' | 'mae'): string => {
    const found = losses[of];
    return found === null
      ? '–'
      : `${shown(100 * shareOf(found, pair.target, pair.hot ?? { column: 0, row: 0 }), 2)} %`;
  };
  return `${compared} One broken pixel of ${(pair.target.width * pair.target.height).toLocaleString('en')} makes up ${share('mse')} of the MSE and ${share('mae')} of the MAE.`;
}
