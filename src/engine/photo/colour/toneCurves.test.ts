import { describe, expect, it, vi } from 'vitest';
import * as core from '@core';
import { matrixProfile } from './matrixProfile';
import { networkToneOf } from './toneCurves';

vi.mock('@core', { spy: true });

describe('networkToneOf', () => {
  it('makes the tables of a profile once, however many photos bring it', () => {
    const { networkTone } = core;
    const made = vi.mocked(networkTone);
    for (const curve of ['srgb', 'linear'] as const) {
      made.mockClear();
      const photos = Array.from({ length: 3 }, () => Uint8Array.from(matrixProfile('rec709', curve)));
      const tones = photos.map((profile) => networkToneOf(profile, 3));
      expect(made).toHaveBeenCalledTimes(1);
      expect(new Set(tones).size).toBe(1);
      expect(tones[0] === null).toBe(curve === 'srgb');
    }
  });
});
