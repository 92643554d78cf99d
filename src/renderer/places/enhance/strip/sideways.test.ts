import { describe, expect, it } from 'vitest';
import { sideways } from './sideways';

const still = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false };

describe('sideways', () => {
  it.each([
    ['pixels', { deltaY: 120 }, 120],
    ['pixels upwards', { deltaY: -53 }, -53],
    ['lines', { deltaY: 3, deltaMode: 1 }, 120],
    ['pages', { deltaY: 1, deltaMode: 2 }, 800],
    ['mostly sideways', { deltaX: -20, deltaY: 5 }, 0],
    ['a pinch', { deltaY: 10, ctrlKey: true }, 0],
  ])('of %s', (_, turn, expected) => {
    expect(sideways({ ...still, ...turn }, 800)).toBe(expected);
  });
});
