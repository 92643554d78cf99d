import { describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract';
import { lookOf } from './look';

const cardWith = (...names: string[]) =>
  ({
    controls: names.map((name) => ({ name, min: -1, max: 1, neutral: 0, label: '', hint: '' })),
  }) as ModelCard;

describe('lookOf', () => {
  it('is neutral when nothing is asked for', () => {
    expect(lookOf({}, cardWith())).toEqual({
      controls: {},
      finish: { brightness: 0, highlights: 0, colour: 0 },
    });
  });

  it('gives brightness to the model that has it, and else to the finishing', () => {
    expect(lookOf({ brightness: 0.5 }, cardWith('brightness'))).toMatchObject({
      controls: { brightness: 0.5 },
      finish: { brightness: 0 },
    });
    expect(lookOf({ brightness: 1.5, highlights: -1, colour: 0.5 }, cardWith('denoise'))).toEqual({
      controls: {},
      finish: { brightness: 1.5, highlights: -1, colour: 0.5 },
    });
    expect(lookOf({ brightness: 1.5 }, undefined).finish.brightness).toBe(1.5);
  });

  it('gives denoising to the model in any case, beside other controls', () => {
    expect(lookOf({ denoise: 0.5, control: { warmth: 1 } }, cardWith()).controls).toEqual({
      warmth: 1,
      denoise: 0.5,
    });
  });

  it('refuses what is said twice, and EV beyond the finishing’s reach', () => {
    const twice = { brightness: 0.5, control: { brightness: 0.1 } };
    expect(() => lookOf(twice, cardWith('brightness'))).toThrow(
      '--brightness and --control brightness set the same control',
    );
    expect(() => lookOf({ brightness: 2.5 }, cardWith())).toThrow('takes a number from -2 to 2 (EV)');
  });
});
