import { CandelaError } from '@contract';
import { emptyContainer, type Container } from '../../container/Container';
import { readHeif } from '../../container/heif';
import { descriptionOf, isHeifProblem, openHeif, type HeifFile } from '../../container/heifFile';
import { heifPicture, type HeifPicture } from '../../container/heifPicture';
import { inMemoryLimit, type PhotoFile } from '../../openPhotoFile';
import { colourOf } from '../colourOf';
import type { PhotoHeader } from '../Decoder';
import { assertSize, exifDensity, noticesOf } from '../headerFacts';

/** The file and its pixels are in memory together while it is decoded. */
const tooBig = 'a HEIC of more than 256 MB';

const reasons = {
  cut: 'the file ends too early',
  senseless: 'its header makes no sense',
  sequence: 'it holds no picture',
} as const;

/** @throws CandelaError `photo.damaged` */
export function heifFileOf({ path: file, source }: PhotoFile): HeifFile {
  const heif = openHeif(source);
  if (isHeifProblem(heif)) throw new CandelaError('photo.damaged', { file, reason: reasons[heif] });
  return heif;
}

/** @throws CandelaError `photo.damaged` */
function pictureOf(heif: HeifFile, { path: file, page }: PhotoFile): HeifPicture {
  const picture = heifPicture(heif, page.item ?? heif.primary);
  if (picture === null) throw new CandelaError('photo.damaged', { file, reason: reasons.senseless });
  return picture;
}

/** What is beside the picture. Other pictures are pages, and are told as such. */
function containerOf(heif: HeifFile, { page }: PhotoFile): Container {
  try {
    const container = readHeif(heif.source);
    const isPage = page.count > 1;
    return { ...container, extras: container.extras.filter((extra) => !isPage || extra !== 'otherPictures') };
  } catch {
    return { ...emptyContainer, broken: ['its metadata'] };
  }
}

/** The decoder's code and its thread, bytes. */
const itself = 48e6;

/** Beside the samples: the decoder, the file twice, the picture as it is coded, and its channels before they are put together. */
function memoryFor({ source }: PhotoFile, { width, height, bits }: HeifPicture): number {
  return itself + source.size * 2 + width * height * 6 * (bits > 8 ? 2 : 1);
}

/** The header of a HEIC, as the port asks. Its tables say everything, so that libheif is not needed yet. */
export async function heifHeader(file: PhotoFile): Promise<PhotoHeader> {
  if (file.source.size >= inMemoryLimit)
    throw new CandelaError('photo.unsupported', { file: file.path, kind: tooBig });
  const heif = heifFileOf(file);
  const picture = pictureOf(heif, file);
  const { width, height, bits, hasAlpha } = picture;
  assertSize(file, width, height);
  const { broken, ...description } = descriptionOf(heif, picture.item);
  const density = exifDensity(description.exif);
  const found = containerOf(heif, file);
  const container = { ...found, broken: [...found.broken, ...broken] };
  const model = picture.isGrey ? 'grey' : 'rgb';
  const { profile, hdr, notices } = await colourOf({ ...picture, exif: description.exif }, model);
  return {
    ...{ width, height, model, hasAlpha, bits },
    // The container turns its picture; EXIF repeats it at most.
    turn: { orientation: 1, byCodec: true, settlesTags: true },
    isFloat: false,
    decoderBytes: memoryFor(file, picture),
    metadata: { ...description, ...(density && { density }) },
    container,
    notices: [...noticesOf(file, container, container.frames), ...notices],
    ...(profile && { profile }),
    ...(hdr && { hdr }),
  };
}
