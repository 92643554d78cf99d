import { CandelaError } from '@contract';
import { readJxl, type JxlFile } from '../../container/jxl';
import { channelKind, type JxlCode } from '../../container/jxlCode';
import { inMemoryLimit, type PhotoFile } from '../../openPhotoFile';
import { colourOf } from '../colourOf';
import type { PhotoHeader } from '../Decoder';
import { assertSize, exifDensity, noticesOf } from '../headerFacts';

const reasons = { cut: 'the file ends too early', senseless: 'its header makes no sense' } as const;

/** The file and its pixels are in memory together while it is decoded. */
const tooBig = 'a JPEG XL of more than 256 MB';

/** What the decoder does not read. */
function rareKind({ isFloat, bits, extra }: JxlCode): string | null {
  if (!isFloat && bits > 16) return `a JPEG XL of ${String(bits)} bits per sample`;
  return extra.some(({ kind }) => kind === channelKind.black) ? 'a JPEG XL in CMYK' : null;
}

/** @throws CandelaError `photo.damaged`, `photo.unsupported` */
function read({ path: file, source }: PhotoFile): JxlFile {
  const jxl = readJxl(source);
  if (typeof jxl === 'string') throw new CandelaError('photo.damaged', { file, reason: reasons[jxl] });
  const kind = source.size >= inMemoryLimit ? tooBig : rareKind(jxl.code);
  if (kind !== null) throw new CandelaError('photo.unsupported', { file, kind });
  return jxl;
}

/** What the decoder was seen to take: for itself, and for each pixel of 8 bits and of more. */
const memory = { itself: 64e6, eight: 12, deeper: 24 } as const;

function memoryFor({ source }: PhotoFile, { width, height, bits }: JxlCode): number {
  return source.size * 2 + memory.itself + width * height * (bits > 8 ? memory.deeper : memory.eight);
}

/** The header of a JPEG XL, as the port asks. The head of its code says all but a profile, which only the decoder unpacks. */
export async function jxlHeader(file: PhotoFile): Promise<PhotoHeader> {
  const { code, container } = read(file);
  const { width, height, isGrey, isFloat, colour } = code;
  const bits = isFloat ? 32 : code.bits;
  assertSize(file, width, height);
  const model = isGrey ? 'grey' : 'rgb';
  const { exif } = container.metadata;
  const density = exifDensity(exif);
  const { profile, hdr, notices } =
    colour === 'own' ? { notices: [] } : await colourOf({ cicp: colour, exif }, model);
  return {
    ...{ width, height, model, bits },
    hasAlpha: code.extra.some(({ kind }) => kind === channelKind.alpha),
    // The code says how its picture is turned; EXIF repeats it at most.
    turn: { orientation: 1, byCodec: true, settlesTags: true },
    isFloat,
    decoderBytes: memoryFor(file, code),
    isProfileInPixels: colour === 'own',
    metadata: { ...container.metadata, ...(density && { density }) },
    container,
    notices: [...noticesOf(file, container, 1), ...notices],
    ...(profile && { profile }),
    ...(hdr && { hdr }),
  };
}
