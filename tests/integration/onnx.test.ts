import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/engine/model/onnx/readOnnx';
import { withOutputs } from '../../src/engine/model/onnx/withOutputs';
import { onnxModel } from '../support/onnx';

const shipped = (id: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '../../models', id, 'model.onnx'));

describe('readOnnx', () => {
  it('finds the layers and all weights of the network of the deck', async () => {
    const { graph, opset } = readOnnx(await shipped('cnn'));
    const convolutions = graph.nodes.filter(({ op }) => op === 'Conv');
    const counted = convolutions
      .flatMap(({ inputs }) => inputs.slice(1))
      .map((name) => graph.constants.get(name)!.values()!.length);
    expect([opset, convolutions.length, counted.reduce((sum, count) => sum + count, 0)]).toEqual([
      17, 16, 134_067,
    ]);
    expect(graph.inputs).toEqual(['image', 'image16']);
    expect(graph.outputs).toEqual(['result', 'result16']);
    const { attributes, inputs } = convolutions[1]!;
    expect(attributes.get('pads')?.ints).toEqual([0, 0, 1, 1]);
    expect(graph.constants.get(inputs[1]!)?.dims).toEqual([64, 32, 2, 2]);
  });

  it('reads values of every type that it knows, and attributes of each kind', () => {
    const { graph } = readOnnx(
      onnxModel({
        inputs: [{ name: 'x', type: 'float32', shape: [1] }],
        outputs: [{ name: 'y', type: 'float32', shape: [1] }],
        constants: [
          { name: 'floats', type: 'float32', dims: [3], values: [-1.5, 0, 2 ** -20] },
          { name: 'whole', type: 'int64', dims: [2], values: [-1, 2 ** 40] },
          { name: 'bytes', type: 'uint8', dims: [1], values: [7] },
        ],
        nodes: [
          {
            op: 'Split',
            inputs: ['x', ''],
            outputs: ['y', 'z'],
            attributes: [
              { name: 'axis', int: -2 },
              { name: 'sizes', ints: [1, -1] },
            ],
          },
        ],
      }),
    );
    expect([...graph.constants.get('floats')!.values()!]).toEqual([-1.5, 0, 2 ** -20]);
    expect([...graph.constants.get('whole')!.values()!]).toEqual([-1, 2 ** 40]);
    expect(graph.constants.get('bytes')!.values()).toBeNull();
    const [{ inputs, outputs, attributes, op }] = graph.nodes as [(typeof graph.nodes)[number]];
    expect({ op, inputs, outputs }).toEqual({ op: 'Split', inputs: ['x', ''], outputs: ['y', 'z'] });
    expect([attributes.get('axis')?.int, attributes.get('sizes')?.ints]).toEqual([-2, [1, -1]]);
  });

  it('refuses what is no network', () => {
    expect(() => readOnnx(new Uint8Array())).toThrow('no graph');
    expect(() => readOnnx(Buffer.from('{"not": "a network"}'))).toThrow();
  });
});

describe('withOutputs', () => {
  it.each(['cnn', 'candela', 'candela-lol', 'mirnet'])(
    'makes what lies inside of %s visible and changes nothing else',
    async (id) => {
      const file = await shipped(id);
      const { graph } = readOnnx(file);
      const taps = graph.nodes
        .filter(({ op }) => op === 'Conv' || op === 'Relu')
        .map(({ outputs }) => outputs[0]!);
      const joined = withOutputs(file, taps);
      expect(Buffer.from(joined.subarray(0, file.length)).equals(file)).toBe(true);
      expect(readOnnx(joined).graph.outputs).toEqual([...graph.outputs, ...taps]);
      const [plain, tapped] = await Promise.all([run(file), run(joined)]);
      for (const name of graph.outputs) expect(farthest(plain[name]!, tapped[name]!)).toBeLessThan(2e-6);
      const relu = graph.nodes.find(({ op, inputs }) => op === 'Relu' && taps.includes(inputs[0]!))!;
      const before = tapped[relu.inputs[0]!]!.data as Float32Array;
      const after = tapped[relu.outputs[0]!]!.data as Float32Array;
      expect(before.some((value) => value < 0)).toBe(true);
      expect(after).toEqual(before.map((value) => Math.max(0, value)));
    },
  );
});

function farthest(one: Tensor, other: Tensor): number {
  const [a, b] = [one.data as Float32Array, other.data as Float32Array];
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);
}

/** A grey ramp of 48 × 32 through the pair of floats. */
async function run(file: Uint8Array): Promise<InferenceSession.OnnxValueMapType> {
  const session = await InferenceSession.create(file, { executionProviders: ['cpu'], logSeverityLevel: 4 });
  const ramp = (width: number, height: number) =>
    new Tensor(
      'float32',
      Float32Array.from({ length: width * height * 3 }, (_, i) => ((i * 7919) % 256) / 1024),
      [1, height, width, 3],
    );
  const pixel = new Tensor('uint8', new Uint8Array(3), [1, 1, 1, 3]);
  const known: Record<string, Tensor> = {
    image: pixel,
    thumbnail: pixel,
    image16: ramp(48, 32),
    thumbnail16: ramp(24, 16),
    place: new Tensor('float32', Float32Array.of(0, 0, 1, 1), [1, 4]),
    step: new Tensor('float32', Float32Array.of(1), [1]),
  };
  const neutral = () => new Tensor('float32', Float32Array.of(0), [1]);
  const feeds = Object.fromEntries(session.inputNames.map((name) => [name, known[name] ?? neutral()]));
  try {
    return await session.run(feeds);
  } finally {
    await session.release();
  }
}
