import { expect, it } from 'vitest';
import { stepOf } from './stepOf';

const jpeg = (quality: number) => ({
  ...{ bits: 8, jpeg: { quality, chromaSubsampling: '4:2:0' as const } },
});

it.each([
  [{ bits: 8 }, 1],
  [{ bits: 16 }, 1 / 256],
  [{ bits: 32 }, 1 / 256],
  [jpeg(95), 1],
  [jpeg(75), 1],
  [jpeg(50), 2],
  [jpeg(25), 4],
])('of %j is %d of 255', (source, step) => {
  expect(stepOf(source)).toBeCloseTo(step, 6);
});
