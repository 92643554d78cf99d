import { basename } from 'node:path';
import { CandelaError, type ComparisonRemark, type PairCrop } from '@contract';
import { sameSize, type Raster, type Size } from '@core';
import { inTurn } from '../photo/codec/codecTurns';
import type { Photo } from '../photo/Photo';
import { displayCube } from '../preview/displayCube';
import { cropped } from '../preview/hostImage';
import { srgbPicture } from '../preview/srgbPicture';

/** Two pictures of one size, as stored values of sRGB, and what had to be done for that. */
export type Comparable = {
  readonly distorted: Raster;
  readonly reference: Raster;
  readonly remarks: ComparisonRemark[];
};

type Named = { readonly path: string; readonly photo: Photo };

/**
 * Makes two pictures comparable. Both are upright. A picture with another profile than sRGB becomes sRGB in 8 bits; other values stay as
 * they are stored. Alpha does not count. Grey and colour, and 8 and 16 bits, are told apart by the metrics.
 * @throws CandelaError `truth.otherSize` unless they are to be cropped
 */
export async function comparable(picture: Named, truth: Named, crop: PairCrop): Promise<Comparable> {
  const [first, second] = [await inSrgb(picture.photo), await inSrgb(truth.photo)];
  const isCropped = !sameSize(first, second);
  if (isCropped && crop === 'none')
    throw otherSize(picture.path, first, { path: truth.path, raster: second });
  const size = {
    width: Math.min(first.width, second.width),
    height: Math.min(first.height, second.height),
  };
  const [distorted, reference] = [cut(first, size, crop), cut(second, size, crop)];
  const remarks = remarksOn(picture.photo, truth.photo, { isCropped, rasters: [first, second] });
  return { distorted, reference, remarks };
}

/** The failure of two pictures of different sizes. */
export function otherSize(
  path: string,
  { width, height }: Size,
  truth: { path: string; raster: Size },
): CandelaError {
  return new CandelaError('truth.otherSize', {
    file: basename(path),
    width,
    height,
    truth: basename(truth.path),
    truthWidth: truth.raster.width,
    truthHeight: truth.raster.height,
  });
}

function remarksOn(
  picture: Photo,
  truth: Photo,
  { isCropped, rasters }: { isCropped: boolean; rasters: readonly [Raster, Raster] },
): ComparisonRemark[] {
  const both = [picture, truth];
  const [first, second] = rasters;
  const facts: readonly (readonly [ComparisonRemark, boolean])[] = [
    ['cropped', isCropped],
    ['toSrgb', first !== picture.raster || second !== truth.raster],
    ['alphaIgnored', both.some(({ alpha }) => alpha !== undefined)],
    ['greyAsColour', first.channels !== second.channels],
    ['depthsDiffer', first.data.BYTES_PER_ELEMENT !== second.data.BYTES_PER_ELEMENT],
    ['turned', picture.source.orientation !== truth.source.orientation],
  ];
  return facts.flatMap(([remark, holds]) => (holds ? [remark] : []));
}

function cut(raster: Raster, size: Size, crop: PairCrop): Raster {
  if (sameSize(raster, { ...raster, ...size })) return raster;
  const middle = crop === 'centre';
  const x = middle ? Math.floor((raster.width - size.width) / 2) : 0;
  const y = middle ? Math.floor((raster.height - size.height) / 2) : 0;
  return cropped(raster, { x, y, ...size });
}

async function inSrgb({ raster, profile }: Photo): Promise<Raster> {
  if ((await displayCube(profile)) === null) return raster;
  const picture = await srgbPicture({ raster, ...(profile && { profile }) });
  const { data, info } = await inTurn(() =>
    picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }),
  );
  const channels = info.channels === 1 ? 1 : 3;
  return { width: info.width, height: info.height, channels, data: new Uint8Array(data) };
}
