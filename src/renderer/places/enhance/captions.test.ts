import { describe, expect, it } from 'vitest';
import { captionsOf } from './captions';

const truth = { photo: 'b', name: 'truth.jpg' };
const score = { psnr: 7.94, ssim: 0.214, matchedPsnr: 17.04, matchedSsim: 0.52, gain: 5.4 };
const enhanced = { psnr: null, ssim: 1, matchedPsnr: null, matchedSsim: 1, gain: 1 };
const scores = { key: '', lowLight: score, enhanced };

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
