import { displaySide } from '@contract';
import { finishing } from '@core';
import type { Drawing } from './PhotoRenderer';
import type { Shown } from './panes';
import type { ViewerPicture } from './viewerProps';

/** Colours of the warnings, as in the shader. */
const shadowWarning = [41, 115, 255] as const;
const highlightWarning = [255, 41, 31] as const;

export type Composing = Pick<Drawing, 'layers' | 'display' | 'mix' | 'differenceGain' | 'showClipping'>;

/**
 * The whole photo as a part of the stage shows it, at draft size, with the shader's arithmetic.
 * @returns RGB rows, 8 bits, ready for the screen.
 */
export function composePicture(shows: Shown, composing: Composing): ViewerPicture {
  const { layers, display, showClipping, differenceGain } = composing;
  const { width, height } = layers.lowLight.picture;
  if (shows === 'difference') {
    const other =
      layers.truth === null ? layers.lowLight.picture : inSize(layers.truth.picture, { width, height });
    return { width, height, data: differenceOf(enhancedData(composing), other.data, differenceGain) };
  }
  const data = shows === 'enhanced' ? enhancedData(composing) : plainData(shows, composing);
  const shown = display === null ? data.slice() : throughCube(data, display.data);
  if (showClipping) paintClipping(shown, data);
  return { width, height, data: shown };
}

function plainData(shows: 'lowLight' | 'truth', { layers }: Composing): Uint8Array {
  const { picture } = layers.lowLight;
  return shows === 'truth' && layers.truth !== null
    ? inSize(layers.truth.picture, picture).data
    : picture.data;
}

function enhancedData({ layers, mix }: Composing): Uint8Array {
  const { picture } = layers.lowLight;
  const data = (layers.enhanced === null ? picture : inSize(layers.enhanced.picture, picture)).data.slice();
  finishing(mix, { bits: 8, channels: 3 })(data, picture.data);
  return data;
}

/** The picture at the size of another draft of the same photo, by nearest neighbour. */
function inSize(picture: ViewerPicture, { width, height }: { width: number; height: number }): ViewerPicture {
  if (picture.width === width && picture.height === height) return picture;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(((y + 0.5) * picture.height) / height) * picture.width;
    for (let x = 0; x < width; x += 1) {
      const from = 3 * (row + Math.floor(((x + 0.5) * picture.width) / width));
      data.set(picture.data.subarray(from, from + 3), 3 * (y * width + x));
    }
  }
  return { width, height, data };
}

function differenceOf(data: Uint8Array, other: Uint8Array, gain: number): Uint8Array {
  return data.map((value, i) => Math.min(255, Math.round(gain * Math.abs(value - (other[i] ?? 0)))));
}

function paintClipping(shown: Uint8Array, data: Uint8Array): void {
  for (let i = 0; i + 2 < data.length; i += 3) {
    const [red, green, blue] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
    if (Math.max(red, green, blue) === 255) shown.set(highlightWarning, i);
    else if (Math.min(red, green, blue) === 0) shown.set(shadowWarning, i);
  }
}

/** Maps stored values through a colour cube, linear between its eight nearest colours. */
export function throughCube(data: Uint8Array, cube: Uint8Array): Uint8Array {
  const shown = new Uint8Array(data.length);
  const strides = [3, 3 * displaySide, 3 * displaySide ** 2] as const;
  for (let i = 0; i + 2 < data.length; i += 3) {
    const axes = strides.map((stride, channel) => axisOf(data[i + channel] ?? 0, stride));
    for (let channel = 0; channel < 3; channel += 1) shown[i + channel] = cubeAt(cube, axes, channel) + 0.5;
  }
  return shown;
}

type Axis = { readonly at: number; readonly step: number; readonly share: number };

function axisOf(value: number, stride: number): Axis {
  const place = (value / 255) * (displaySide - 1);
  const cell = Math.min(Math.floor(place), displaySide - 2);
  return { at: cell * stride, step: stride, share: place - cell };
}

function cubeAt(cube: Uint8Array, axes: readonly Axis[], channel: number): number {
  let sum = 0;
  for (let corner = 0; corner < 8; corner += 1) {
    let weight = 1;
    let index = channel;
    axes.forEach(({ at, step, share }, axis) => {
      const isFar = ((corner >> axis) & 1) === 1;
      weight *= isFar ? share : 1 - share;
      index += at + (isFar ? step : 0);
    });
    sum += weight * (cube[index] ?? 0);
  }
  return sum;
}
