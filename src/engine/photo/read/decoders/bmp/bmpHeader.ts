import { CandelaError, notice, type Notice } from '@contract';
import { swapsSides } from '@core';
import { isUsableProfile } from '../../../colour/iccProfile';
import { statedColour } from '../../../colour/statedColour';
import { emptyContainer } from '../../container/Container';
import { inMemoryLimit, type PhotoFile } from '../../openPhotoFile';
import type { PhotoHeader } from '../Decoder';
import { assertSize, noticesOf } from '../headerFacts';
import { turnNotices, turnOf } from '../turn';
import { bmpLayout, isBmpProblem, type BmpLayout } from './bmpLayout';
import { deepest, isGreyPalette } from './bmpSamples';

/** The file and its pixels are in memory together while it is decoded. */
const tooBig = 'a BMP of more than 256 MB';

/** @throws CandelaError `photo.damaged`, `photo.unsupported` */
function layoutOf({ path: file, source }: PhotoFile): BmpLayout {
  if (source.size >= inMemoryLimit) throw new CandelaError('photo.unsupported', { file, kind: tooBig });
  const layout = bmpLayout(source);
  if (!isBmpProblem(layout)) return layout;
  if (layout.kind === 'rare') throw new CandelaError('photo.unsupported', { file, kind: layout.name });
  throw new CandelaError('photo.damaged', { file, reason: 'its header makes no sense' });
}

function colourOf({ profile, stated }: BmpLayout, model: 'grey' | 'rgb') {
  if (stated !== undefined) return statedColour(stated, model);
  if (profile === undefined) return { notices: [] as Notice[] };
  return isUsableProfile(profile, model === 'grey' ? 1 : 3)
    ? { profile, notices: [] as Notice[] }
    : { notices: [notice('photo.badProfile')] };
}

/** The header of a BMP, as the port asks. A BMP holds no metadata but its density. */
export async function bmpHeader(file: PhotoFile): Promise<PhotoHeader> {
  const layout = layoutOf(file);
  const { width, height, storing, density } = layout;
  assertSize(file, width, height);
  const isGrey = storing.kind === 'index' && isGreyPalette(storing.palette);
  const model = isGrey ? 'grey' : 'rgb';
  const { profile, notices } = colourOf(layout, model);
  const turn = await turnOf(file, {}, { width, height });
  const upright = swapsSides(turn.orientation) ? { width: height, height: width } : { width, height };
  return {
    ...upright,
    turn,
    model,
    hasAlpha: storing.kind === 'masks' && storing.alpha !== null,
    bits: deepest(layout),
    isFloat: false,
    ...(profile && { profile }),
    metadata: density ? { density } : {},
    container: emptyContainer,
    notices: [...noticesOf(file, emptyContainer, 1), ...turnNotices(turn), ...notices],
  };
}
