import type { CallInput, CallOutput, NetworkLayer } from '@contract';
import type { FakePhoto } from './fakeLibrary';
import { enhanced, keep, load, type Pixels } from './fakePixels';

type PhotoOf = (handle: string) => FakePhoto;
type Asked = { photo: string; size: number };

const filters = 16;
const edge = 160;
/** Each filter weighs left against right, and the colours, in its own way. */
const weightOf = (filter: number, channel: number, cell: number): number =>
  (((filter * 7 + channel * 3 + cell * 5) % 11) - 5) / 20;

/** The answers of a network of two layers, computed on the photo. */
export function fakeNetwork(photoOf: PhotoOf) {
  const pixelsOf = ({ photo, size }: Asked): Promise<Pixels> =>
    load(photoOf(photo).source, Math.min(size, edge));
  return {
    'network.layers': async (asked: CallInput<'network.layers'>): Promise<CallOutput<'network.layers'>> => {
      const pixels = await pixelsOf(asked);
      const { model, controls } = asked;
      return {
        input: keep(pixels),
        result: keep(enhanced(pixels, { model, controls, provider: 'cpu' })),
        layers: [layer(0, pixels), layer(1, pixels)],
        totalMs: 9.5,
        restMs: 1.5,
        notices: [],
      };
    },
    'network.maps': async (asked: CallInput<'network.maps'>): Promise<CallOutput<'network.maps'>> => {
      const pixels = await pixelsOf(asked);
      const count = Math.min(asked.most, filters - asked.first);
      const columns = Math.ceil(Math.sqrt(count));
      const { width, height } = pixels;
      const rows = Math.ceil(count / columns);
      const data = new Uint8Array(width * columns * height * rows * 3);
      for (let cell = 0; cell < count; cell += 1)
        for (let at = 0; at < width * height; at += 1) {
          const x = (cell % columns) * width + (at % width);
          const y = Math.floor(cell / columns) * height + Math.floor(at / width);
          const grey = ((pixels.data[at * 3 + (cell % 3)] ?? 0) * (cell + 1)) % 256;
          const start = (y * width * columns + x) * 3;
          data.fill(grey, start, start + 3);
        }
      const picture = keep({ width: width * columns, height: height * rows, data });
      const maps = Array.from({ length: count }, (_, index) => ({
        channel: asked.first + index,
        min: 0,
        max: index === 11 ? 0 : 0.5,
        isSilent: index === 11,
      }));
      return { picture, columns, width, height, maps };
    },
    'network.pixel': async (asked: CallInput<'network.pixel'>): Promise<CallOutput<'network.pixel'>> =>
      pixelOf(await pixelsOf(asked), asked),
    'network.kernels': (): Promise<CallOutput<'network.kernels'>> =>
      Promise.resolve({
        rows: 3,
        columns: 3,
        kernels: Array.from({ length: filters }, (_, filter) =>
          [0, 1, 2].map((channel) =>
            Array.from({ length: 9 }, (_unused, cell) => weightOf(filter, channel, cell)),
          ),
        ),
        biases: Array.from({ length: filters }, () => 0.05),
      }),
    'network.attention': async (
      asked: CallInput<'network.attention'>,
    ): Promise<CallOutput<'network.attention'>> => attentionIn(await pixelsOf(asked)),
    'network.release': () => Promise.resolve({}),
  };
}

function layer(index: number, { width, height }: Pixels): NetworkLayer {
  return {
    index,
    name: index === 0 ? 'a.0' : 'output.0',
    kind: 'conv',
    activation: 'relu',
    geometry: { kernel: [3, 3], strides: [1, 1], dilations: [1, 1], pads: [1, 1, 1, 1], group: 1 },
    inputs: index === 0 ? 3 : filters,
    shape: [index === 0 ? filters : 3, height, width],
    pictures: 1,
    sight: { of: 'photo', field: index === 0 ? [3, 3] : [5, 5], step: [1, 1], seesAll: false },
    weights: 448,
    macs: 432 * width * height,
    ms: 4,
    min: 0,
    max: 1,
    silent: index === 0 ? [11] : [],
    from: index === 0 ? [] : [0],
    canProbe: true,
  };
}

function pixelOf(
  { width, height, data }: Pixels,
  { filter, row, column, layer: index }: CallInput<'network.pixel'>,
): CallOutput<'network.pixel'> {
  const cells = Array.from({ length: 9 }, (_, cell) => ({
    y: row + Math.floor(cell / 3) - 1,
    x: column + (cell % 3) - 1,
  }));
  const outside = cells.map(({ x, y }) => x < 0 || y < 0 || x >= width || y >= height);
  const channels = index === 0 ? [0, 1, 2] : Array.from({ length: filters }, (_, channel) => channel);
  const patch = channels.map((channel) =>
    cells.map(({ x, y }, cell) =>
      outside[cell] ? 0 : (data[(y * width + x) * 3 + (channel % 3)] ?? 0) / 255,
    ),
  );
  const kernel = channels.map((channel) => cells.map((_, cell) => weightOf(filter, channel, cell)));
  const sum = patch.flat().reduce((total, value, at) => total + value * (kernel.flat()[at] ?? 0), 0.05);
  return {
    rows: 3,
    columns: 3,
    first: 0,
    patch,
    kernel,
    outside,
    bias: 0.05,
    activation: { kind: 'relu' },
    runtime: { sum, output: Math.max(0, sum), scale: 1 },
    window: { top: row - 1, left: column - 1, bottom: row + 1, right: column + 1 },
  };
}

function attentionIn(pixels: Pixels): CallOutput<'network.attention'> {
  const { width, height } = pixels;
  const levels = [4, 8, 16].map((step, index) => ({
    step,
    height: Math.max(1, Math.floor(height / step)),
    width: Math.max(1, Math.floor(width / step)),
    channels: [[32, 48, 72][index] ?? 32],
  }));
  const shares = [0.5, 0.3, 0.2];
  return {
    input: keep(pixels),
    levels,
    fusions: levels.map((_, level) => ({
      name: `groups.0.blocks.0.fuse.${level}`,
      level,
      levels: [0, 1, 2],
      weights: shares.map((share) => Array.from({ length: 32 }, () => share)),
    })),
    channels: levels.map((_, level) => ({
      name: `groups.0.blocks.0.before.${level}`,
      level,
      weights: Array.from({ length: 32 }, (_unused, channel) => (channel + 1) / 40),
    })),
    places: levels.map((_, level) => ({
      name: `groups.0.blocks.0.before.${level}`,
      level,
      min: 0.2,
      max: 0.7,
      picture: keep(pixels),
    })),
  };
}
