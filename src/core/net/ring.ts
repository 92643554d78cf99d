import type { Example } from './perceptron';
import { seeded } from './random';

const [inner, from, to] = [0.2, 0.38, 0.48];

/** Points in the middle of the unit square, on, and as many in a ring around them, off. No line parts them. */
export function ring(count: number, seed: number): readonly Example[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => {
    const isOn = index % 2 === 0;
    const angle = 2 * Math.PI * random.uniform();
    // The root spreads points evenly over the disc.
    const radius = isOn ? inner * Math.sqrt(random.uniform()) : from + (to - from) * random.uniform();
    return { x: 0.5 + radius * Math.cos(angle), y: 0.5 + radius * Math.sin(angle), isOn };
  });
}
