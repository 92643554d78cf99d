import type { HostImage } from '@contract';
import type { RawTensor } from '../model/runOnce';
import { dimsOf, rangeOf } from './statistics';

export type MapCell = { channel: number; min: number; max: number; isSilent: boolean };

export type Atlas = {
  picture: HostImage;
  columns: number;
  width: number;
  height: number;
  maps: MapCell[];
};

/** Maps of the first picture of a batch, `first` to `first + most`, in one grey picture. Each is stretched to its own range. */
export function atlasOf(tensor: RawTensor, { first, most }: { first: number; most: number }): Atlas {
  const [, channels, height, width] = dimsOf(tensor);
  const count = Math.max(1, Math.min(most, channels - first));
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const picture = {
    width: width * columns,
    height: height * rows,
    data: new Uint8Array(width * columns * height * rows * 3),
  };
  const maps = Array.from({ length: Math.min(count, Math.max(0, channels - first)) }, (_, index) => {
    const channel = first + index;
    const start = channel * height * width;
    const { min, max } = rangeOf(tensor.data, start, height * width);
    const corner = { x: (index % columns) * width, y: Math.floor(index / columns) * height };
    draw(tensor.data.subarray(start, start + height * width), { picture, corner, width, min, max });
    return { channel, min, max, isSilent: min === 0 && max === 0 };
  });
  return { picture, columns, width, height, maps };
}

type Place = {
  picture: HostImage;
  corner: { x: number; y: number };
  width: number;
  min: number;
  max: number;
};

function draw(values: ArrayLike<number>, { picture, corner, width, min, max }: Place): void {
  const scale = max > min ? 255 / (max - min) : 0;
  for (let at = 0; at < values.length; at += 1) {
    const x = corner.x + (at % width);
    const y = corner.y + Math.floor(at / width);
    const grey = Math.round(((values[at] ?? 0) - min) * scale);
    picture.data.fill(grey, (y * picture.width + x) * 3, (y * picture.width + x) * 3 + 3);
  }
}
