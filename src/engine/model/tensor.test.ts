import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TensorSpec } from '@contract';
import { allocate } from '@core';
import { fromTensor, tensorData, toTensor } from './tensor';

const spec = (layout: 'NHWC' | 'NCHW', type: 'uint8' | 'float32', range: [number, number]): TensorSpec => ({
  name: 'image',
  layout,
  type,
  range,
});

const specs: TensorSpec[] = (['NHWC', 'NCHW'] as const).flatMap((layout) => [
  spec(layout, 'float32', [0, 1]),
  spec(layout, 'float32', [-1, 1]),
  spec(layout, 'float32', [0, 255]),
]);
const eightBits = [spec('NHWC', 'uint8', [0, 255]), spec('NCHW', 'uint8', [0, 255])];
const samples8 = fc.uint8Array({ minLength: 6, maxLength: 6 });
const samples16 = fc.uint16Array({ minLength: 6, maxLength: 6 });

describe('toTensor and fromTensor', () => {
  it('give samples back exactly: colour and grey, 8 and 16 bit, every layout and range', () => {
    const whole = fc.tuple(fc.oneof(samples8, samples16), fc.constantFrom(...specs), fc.constantFrom(1, 3));
    fc.assert(
      fc.property(whole, ([samples, end, channels]) => {
        const data = tensorData(end.type, (samples.length / channels) * 3);
        const back = allocate(samples, samples.length);
        toTensor(samples, data, end);
        expect(fromTensor(data, back, end)).toBe(true);
        expect([...back]).toEqual([...samples]);
      }),
    );
  });

  it('give 8-bit samples back exactly through uint8', () => {
    fc.assert(
      fc.property(
        samples8,
        fc.constantFrom(...eightBits),
        fc.constantFrom(1, 3),
        (samples, end, channels) => {
          const data = tensorData(end.type, (samples.length / channels) * 3);
          const back = new Uint8Array(samples.length);
          toTensor(samples, data, end);
          fromTensor(data, back, end);
          expect([...back]).toEqual([...samples]);
        },
      ),
    );
  });

  it('lay channels as the layout says, in the units of the range', () => {
    const planes = new Float32Array(6);
    toTensor(Uint8Array.of(0, 51, 255, 255, 51, 0), planes, spec('NCHW', 'float32', [0, 1]));
    expect([...planes].map((value) => Math.round(value * 10) / 10)).toEqual([0, 1, 0.2, 0.2, 1, 0]);
    const signed = new Float32Array(6);
    toTensor(Uint16Array.of(0, 65535), signed, spec('NHWC', 'float32', [-1, 1]));
    expect([...signed]).toEqual([-1, -1, -1, 1, 1, 1]);
  });

  it('scale 16 bits to 8 by rounding', () => {
    const data = new Uint8Array(3);
    toTensor(Uint16Array.of(128, 129, 65535), data, spec('NHWC', 'uint8', [0, 255]));
    expect([...data]).toEqual([0, 1, 255]);
  });

  it('round and clip what comes out', () => {
    const back = new Uint8Array(6);
    fromTensor(
      Float32Array.of(-3, 0.49 / 255, 0.51 / 255, 254.51 / 255, 1, 7),
      back,
      spec('NHWC', 'float32', [0, 1]),
    );
    expect([...back]).toEqual([0, 0, 1, 255, 255, 255]);
  });

  it.each([1, 3])('say when a value is not a number, in %i channels', (channels) => {
    const data = Float32Array.of(0, 0, 0, 0, Number.NaN, 0);
    expect(fromTensor(data, new Uint16Array(2 * channels), spec('NHWC', 'float32', [0, 1]))).toBe(false);
  });

  it('make grey of colours by luma', () => {
    const grey = new Uint8Array(3);
    fromTensor(Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), grey, spec('NHWC', 'float32', [0, 1]));
    expect([...grey]).toEqual([54, 182, 18]);
  });
});
