import { darken, seeded, toHsv, type DarkenNoise, type Hsv } from '@core';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import { failureOf } from '../../../../actions/failures';
import { call, fetchPicture, type Picture } from '../../../../bridge';
import { shown } from '../../../figure/number';
import { learn } from '../../../state/learn';
import { lessonPhoto } from '../../../state/lessonPhoto';
import { pageValues } from '../../../state/pageValues';
import { photosInWords, useTrainingPhotos } from '../training/photos';

/** The factor on V, the seed of the noise, and the pixel whose numbers are shown, as shares of the sides. */
export const values = pageValues(
  'data',
  z.strictObject({
    factor: z.number().min(0.05).max(1).default(0.2),
    seed: z.int().min(1).max(999).default(1),
    x: z.number().min(0).max(1).default(0.5),
    y: z.number().min(0).max(1).default(0.5),
  }),
);

/** Long edge of the picture, and the sides of the crop in its middle. */
const pictureSize = 320;
const cropSize = { width: 216, height: 144 };

/** A well-lit crop: the middle of the first photo to train on. Null: it is being read. */
function useCrop(): { crop: Picture | null; words: string } {
  const photos = useTrainingPhotos();
  const [picture, setPicture] = useState<Picture | null>(null);
  const [entry] = photos?.entries ?? [];
  const photo = entry?.photo;
  useEffect(() => {
    if (photo === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      const { picture: image } = await call('photos.preview', { photo, size: pictureSize }, { signal });
      setPicture(middle(await fetchPicture(photo, image, signal)));
    };
    read().catch((error: unknown) => {
      if (!signal.aborted) lessonPhoto.setState({ error: failureOf(error, '') });
    });
    return () => {
      controller.abort();
    };
  }, [photo]);
  return { crop: picture, words: photos === null ? '–' : photosInWords(photos) };
}

/** The middle of a picture. A smaller one stays whole. */
function middle(picture: Picture): Picture {
  const width = Math.min(cropSize.width, picture.width);
  const height = Math.min(cropSize.height, picture.height);
  const [left, top] = [Math.floor((picture.width - width) / 2), Math.floor((picture.height - height) / 2)];
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * picture.width + left) * 3;
    data.set(picture.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, data };
}

type Rgb = readonly [number, number, number];

/** One pixel on its way: as it is, in HSV, and dark. */
export type PixelWay = { readonly rgb: Rgb; readonly hsv: Hsv; readonly dark: Rgb };

/** Every step from the crop to the dark, noisy one. */
export type Pairs = {
  readonly crop: Picture;
  readonly factor: number;
  readonly planes: Record<'hue' | 'saturation' | 'value', Picture>;
  readonly plain: Picture;
  readonly impulses: Picture;
  readonly camera: Picture;
  readonly pixel: PixelWay;
};

/** A hook: the steps, null while the crop is being read; and what the crop comes from, in words. */
export function usePairs(): { pairs: Pairs | null; words: string } {
  const { crop, words } = useCrop();
  const { factor, seed, x, y } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const pairs = useMemo((): Pairs | null => {
    if (crop === null) return null;
    const isSwapped = broken === 'swapped';
    const strength = broken === 'lit' ? 1 : factor;
    const dark = (noise: DarkenNoise): Picture => ({
      ...crop,
      data: darken(crop.data, { factor: strength, noise }, seeded(seed)),
    });
    const plain = dark('none');
    const at = 3 * (Math.round(y * (crop.height - 1)) * crop.width + Math.round(x * (crop.width - 1)));
    const rgb = rgbAt(crop, at);
    return {
      crop,
      factor: strength,
      planes: planesOf(crop, isSwapped),
      plain,
      impulses: dark('impulses'),
      camera: dark('camera'),
      pixel: { rgb, hsv: hsvOf(rgb, isSwapped), dark: rgbAt(plain, at) },
    };
  }, [crop, factor, seed, x, y, broken]);
  return { pairs, words };
}

function rgbAt({ data }: Picture, at: number): Rgb {
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

/** With the channels in the wrong order, hue is that of another colour. V is the largest of the three, whatever their order. */
function hsvOf([red, green, blue]: Rgb, isSwapped: boolean): Hsv {
  return isSwapped ? toHsv(blue, green, red) : toHsv(red, green, blue);
}

/** Hue as a colour of full strength, saturation and value as greys. */
function planesOf(crop: Picture, isSwapped: boolean): Record<'hue' | 'saturation' | 'value', Picture> {
  const { length } = crop.data;
  const [hue, saturation, value] = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
  for (let at = 0; at < length; at += 3) {
    const { h, s, v } = hsvOf(rgbAt(crop, at), isSwapped);
    hue.set(pureColour(h), at);
    saturation.fill(Math.round(255 * s), at, at + 3);
    value.fill(Math.round(255 * v), at, at + 3);
  }
  return {
    hue: { ...crop, data: hue },
    saturation: { ...crop, data: saturation },
    value: { ...crop, data: value },
  };
}

function pureColour(hue: number): number[] {
  return [0, 240, 120].map((turn) => {
    const at = ((hue + turn) % 360) / 60;
    return Math.round(255 * Math.min(1, Math.max(0, Math.abs(at - 3) - 1)));
  });
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { pairs, words } = usePairs();
  if (pairs === null) return 'The crop is being read.';
  const { factor } = pairs;
  const { rgb, hsv, dark } = pairs.pixel;
  return `The crop comes from ${words}. The marked pixel ${rgb.join(', ')} has hue ${shown(hsv.h, 0)}°, saturation ${shown(hsv.s, 2)} and value ${shown(hsv.v, 2)}. Times ${shown(factor, 2)}, it becomes ${dark.join(', ')}.`;
}
