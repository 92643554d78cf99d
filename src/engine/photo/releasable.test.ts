import { expect, it } from 'vitest';
import { release, releasableBytes } from './releasable';

it('gives memory back, also after it has moved', () => {
  const bytes = releasableBytes(1000);
  bytes.fill(7);
  const moved = structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] });
  expect([bytes.length, moved.length, moved[999]]).toEqual([0, 1000, 7]);
  release(moved);
  expect([moved.length, moved.buffer.byteLength]).toEqual([0, 0]);
});

it('leaves other memory alone', () => {
  const bytes = new Uint8Array(10);
  release(bytes);
  expect(bytes.length).toBe(10);
});
