import { describe, expect, it } from 'vitest';
import { CandelaError } from '@contract';
import { parseCard } from './card';

const card = {
  schema: 1,
  id: 'night',
  name: 'Night',
  version: '1.0.0',
  summary: 'For nights.',
  file: 'model.onnx',
  sha256: 'a'.repeat(64),
  licence: 'MIT',
  usableCommercially: true,
  trainedOn: [],
  input: { name: 'image', layout: 'NHWC', type: 'uint8', range: [0, 255], size: 'any' },
  output: { name: 'result', layout: 'NHWC', type: 'uint8', range: [0, 255] },
  tile: { size: 1024, overlap: 48 },
  bytesPerPixel: 900,
};

function reasonFor(change: object): string {
  try {
    parseCard(JSON.stringify({ ...card, ...change }), 'night');
  } catch (error) {
    if (error instanceof CandelaError && error.code === 'model.badCard') return error.message;
    throw error;
  }
  return '';
}

describe('parseCard', () => {
  it('fills in what a card may leave out', () => {
    const parsed = parseCard(JSON.stringify(card), 'night');
    expect(parsed).toMatchObject({ controls: [], measured: [], cannot: [] });
    expect(parsed.input.multipleOf).toBe(1);
  });

  it.each([
    ['an unknown schema', { schema: 2 }, 'schema'],
    ['a key that does not exist', { colour: 'red' }, 'colour'],
    [
      'a file outside of its folder',
      { file: '../model.onnx' },
      'a file name ending in .onnx, beside the card',
    ],
    ['half a pair for 16 bits', { input16: card.input }, 'input16 and output16 go together'],
    ['an id that is not its folder', { id: 'day' }, 'its id is day, but its folder is called night'],
    ['a range that goes down', { output: { ...card.output, range: [1, 0] } }, 'a range does not go upwards'],
    [
      'a size that is not its multiple',
      { input: { ...card.input, size: { width: 60, height: 64 }, multipleOf: 16 } },
      'input.size is not a multiple of input.multipleOf',
    ],
    [
      'a control without its neutral value',
      { controls: [{ name: 'warmth', min: 1, max: 2, neutral: 0, label: '', hint: '' }] },
      'control warmth has its neutral value outside of its limits',
    ],
  ])('refuses %s, saying so', (_, change, reason) => {
    expect(reasonFor(change)).toContain(reason);
    expect(reasonFor(change)).toMatch(/^The card of model night could not be used: /);
  });

  it('refuses what is not JSON', () => {
    expect(() => parseCard('{', 'night')).toThrow('card.json is not valid JSON');
  });
});
