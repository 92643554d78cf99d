import { describe, expect, it } from 'vitest';
import { Pace } from './Pace';

const after = (pace: Pace, ...frames: number[]): number => {
  for (const took of frames) pace.note(took);
  return pace.detail;
};

describe('Pace', () => {
  it('draws everything as long as frames come in time', () => {
    expect(after(new Pace(), 17, 17, 30, 8, 33)).toBe(1);
  });

  it('halves the detail after two slow frames in a row, not after one', () => {
    const pace = new Pace();
    expect([after(pace, 90), after(pace, 17), after(pace, 90), after(pace, 90)]).toEqual([1, 1, 1, 0.5]);
  });

  it('stays with half for the next movement where even that was not quick', () => {
    const pace = new Pace();
    after(pace, 90, 90, 30, 25, 28);
    pace.rest();
    expect(pace.detail).toBe(0.5);
  });

  it('tries everything again after a movement that was quick: something else was busy', () => {
    const pace = new Pace();
    after(pace, 90, 90, 17, 16, 17);
    pace.rest();
    expect(pace.detail).toBe(1);
  });

  it('judges a stage of another size anew', () => {
    const pace = new Pace();
    after(pace, 90, 90, 30);
    pace.forget();
    expect(pace.detail).toBe(1);
  });
});
