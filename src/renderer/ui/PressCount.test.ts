import { describe, expect, it } from 'vitest';
import { PressCount } from './PressCount';

const down = (timeStamp: number, clientX: number) => ({
  type: 'pointerdown',
  timeStamp,
  clientX,
  clientY: 5,
});

describe('PressCount', () => {
  it('gives the presses of a double click one number, and others their own', () => {
    const presses = new PressCount();
    const first = presses.of(down(1000, 40));
    expect(presses.of({ ...down(1050, 60), type: 'pointermove' })).toBe(first);
    expect(presses.of(down(1300, 42))).toBe(first);
    expect(presses.last()).toBe(first);
    const later = presses.of(down(3000, 42));
    const elsewhere = presses.of(down(3100, 90));
    expect(new Set([first, later, elsewhere]).size).toBe(3);
  });

  it('shares no number with another control', () => {
    const [one, other] = [new PressCount(), new PressCount()];
    expect(one.of(down(1000, 40))).not.toBe(other.of(down(1000, 40)));
  });
});
