import { describe, expect, it } from 'vitest';
import { captionsOf } from './captions';

const truth = { photo: 'b', name: 'truth.jpg' };
const higher = { better: 'higher' } as const;
const rows = (psnr: number | null, ssim: number) => [
  { id: 'psnr', value: psnr, unit: 'dB', ...higher },
  { id: 'ssim', value: ssim, unit: null, ...higher },
];
const lowLight = { plain: rows(7.94, 0.214), matched: rows(17.04, 0.52), gain: 5.4 };
const enhanced = { plain: rows(null, 1), matched: rows(null, 1), gain: 1 };
const scores = { key: '', lowLight, enhanced };

describe('captionsOf', () => {
  it('says in each pane of the truth view the scores as they are and exposure-matched, with the gain', () => {
    expect(captionsOf({ truth, scores }, 'truth')).toEqual({
      truth: 'reference',
      lowLight: '7.9 dB · SSIM 0.21 as is\nexposure-matched × 5.40\n17.0 dB · SSIM 0.52',
      enhanced: '∞ dB · SSIM 1.00 as is\nexposure-matched × 1.00\n∞ dB · SSIM 1.00',
    });
  });

  it('keeps to one line in the other views, and says nothing without a truth', () => {
    expect(captionsOf({ truth, scores }, 'split').lowLight).toBe('7.9 dB · SSIM 0.21');
    expect(captionsOf({ truth, scores: null }, 'truth')).toEqual({ truth: 'reference' });
    expect(captionsOf({ truth: null, scores: null }, 'truth')).toEqual({});
  });
});
