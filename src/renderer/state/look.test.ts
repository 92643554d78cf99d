import { ModelCard } from '@contract';
import { describe, expect, it } from 'vitest';
import cnn from '../../../models/cnn/card.json';
import { text } from '../text/en';
import {
  inferenceOf,
  lookControls,
  matchesPreset,
  mixOf,
  neutralLook,
  presetOf,
  readControl,
  withPreset,
  writeControl,
} from './look';

const plain = ModelCard.parse(cnn);
const control = { min: -1, max: 1, neutral: 0, label: 'from the card', hint: '' };
const full = ModelCard.parse({
  ...cnn,
  controls: [
    { name: 'warmth', ...control, min: 0 },
    { name: 'denoise', ...control },
    { name: 'brightness', ...control },
  ],
});

describe('lookControls', () => {
  it('offers the finishing brightness for a model without one', () => {
    expect(lookControls(plain, text.controls).map(({ id }) => id)).toEqual([
      'strength',
      'brightness',
      'highlights',
      'colour',
    ]);
  });

  it("offers the model's own controls in the panel's order, others last", () => {
    const controls = lookControls(full, text.controls);
    expect(controls.map(({ id }) => id)).toEqual([
      'strength',
      'model.brightness',
      'model.denoise',
      'highlights',
      'colour',
      'model.warmth',
    ]);
    expect(controls.filter(({ isInference }) => isInference)).toHaveLength(3);
  });

  it('reads back what was written, for every control', () => {
    for (const entry of lookControls(full, text.controls)) {
      const look = writeControl(neutralLook('cnn'), entry, 0.25);
      expect(readControl(look, entry)).toBe(0.25);
      expect(readControl(neutralLook('cnn'), entry)).toBe(entry.neutral);
    }
  });
});

describe('inferenceOf', () => {
  it('leaves out neutral values and those the card does not list, and keeps the rest in range', () => {
    const look = { ...neutralLook('cnn'), controls: { denoise: 3, brightness: 0, other: 1 } };
    expect(inferenceOf(look, full, 'auto')).toEqual({
      model: 'cnn',
      controls: { denoise: 1 },
      provider: 'auto',
    });
  });
});

describe('mixOf', () => {
  it('brightens once: not beside a brightness of the model', () => {
    const look = { ...neutralLook('cnn'), finish: { brightness: 1, highlights: 0.5, colour: 0 } };
    expect(mixOf(look, plain).finish.brightness).toBe(1);
    expect(mixOf(look, full).finish).toEqual({ brightness: 0, highlights: 0.5, colour: 0 });
  });
});

describe('presets', () => {
  const controls = lookControls(full, text.controls);
  const preset = presetOf({ ...neutralLook('cnn'), strength: 0.5, controls: { denoise: 0.2 } }, 'mine');

  it('leave the model as it is', () => {
    expect(withPreset(neutralLook('other'), preset)).toMatchObject({ model: 'other', strength: 0.5 });
  });

  it('match the look that they give, and no other', () => {
    expect(matchesPreset(withPreset(neutralLook('cnn'), preset), preset, { controls, isRaw: false })).toBe(
      true,
    );
    expect(matchesPreset(neutralLook('cnn'), preset, { controls, isRaw: false })).toBe(false);
  });
});
