import { z } from 'zod';

/** Bytes (Latin-1) that stand at these offsets of every file of a format. */
export type Signature = readonly (readonly [offset: number, bytes: string])[];

/** What a format that is written can hold. */
export type Written = {
  /** Largest width or height in pixels. */
  maxSide: number;
  /** Most bits a sample. */
  maxBits: 8 | 12 | 16;
  /** The quality that looks like the original where its own is not known; null where nothing is lost. */
  quality: number | null;
  /** Whether a photo without colour stays one channel. */
  holdsGrey: boolean;
  holdsAlpha: boolean;
  holdsIptc: boolean;
};

type Row = {
  label: string;
  /** Usual extensions, lower case; Candela gives the first by itself, and keeps the others where a photo has them. */
  extensions: readonly [string, ...string[]];
  /** Extensions under which such content is found as well. */
  otherExtensions: readonly string[];
  mimeType: string;
  /** Any of these tells the format; none where it takes more than bytes in their place (engine/photo/read/sniff). */
  signatures: readonly Signature[];
  /** What sets its pictures upright: EXIF, and XMP where that is silent; EXIF alone; or the format by itself. */
  turnedBy: 'tags' | 'exif' | 'container';
  /** What reads it: a row of engine/photo/read/decoders/decoders. */
  decoder: string;
  /** The format of its results where the photo's own is to be kept. */
  writtenAs: string;
  /** The same where the photo has more than 8 bits, if that decides. */
  deepWrittenAs?: string;
  /** Null: it is only read. */
  written: Written | null;
};

// The one place that says which formats there are. To add one: a row, and what reads or writes it; the compiler names the rest.
const rows = {
  jpeg: {
    label: 'JPEG',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    otherExtensions: ['mpo'],
    mimeType: 'image/jpeg',
    signatures: [[[0, '\xff\xd8\xff']]],
    turnedBy: 'tags',
    decoder: 'sharp',
    writtenAs: 'jpeg',
    written: {
      maxSide: 65_535,
      maxBits: 8,
      quality: 92,
      holdsGrey: true,
      holdsAlpha: false,
      holdsIptc: true,
    },
  },
  png: {
    label: 'PNG',
    extensions: ['png'],
    otherExtensions: ['apng'],
    mimeType: 'image/png',
    signatures: [[[0, '\x89PNG\r\n\x1a\n']]],
    turnedBy: 'tags',
    decoder: 'sharp',
    writtenAs: 'png',
    written: {
      maxSide: 2_147_483_647,
      maxBits: 16,
      quality: null,
      holdsGrey: true,
      holdsAlpha: true,
      holdsIptc: false,
    },
  },
  tiff: {
    label: 'TIFF',
    extensions: ['tif', 'tiff'],
    otherExtensions: [],
    mimeType: 'image/tiff',
    signatures: [
      [[0, 'II\x2a\0']],
      [[0, 'MM\0\x2a']],
      [[0, 'II\x2b\0\x08\0\0\0']],
      [[0, 'MM\0\x2b\0\x08\0\0']],
    ],
    // A TIFF without the tag means 1, by TIFF 6.0: it is never silent.
    turnedBy: 'exif',
    decoder: 'sharp',
    writtenAs: 'tiff',
    written: {
      maxSide: 4_294_967_295,
      maxBits: 16,
      quality: null,
      holdsGrey: true,
      holdsAlpha: true,
      holdsIptc: true,
    },
  },
  webp: {
    label: 'WebP',
    extensions: ['webp'],
    otherExtensions: [],
    mimeType: 'image/webp',
    signatures: [
      [
        [0, 'RIFF'],
        [8, 'WEBP'],
      ],
    ],
    turnedBy: 'tags',
    decoder: 'sharp',
    writtenAs: 'webp',
    written: {
      maxSide: 16_383,
      maxBits: 8,
      quality: 90,
      holdsGrey: false,
      holdsAlpha: true,
      holdsIptc: false,
    },
  },
  avif: {
    label: 'AVIF',
    extensions: ['avif'],
    otherExtensions: ['avifs', 'avis'],
    mimeType: 'image/avif',
    signatures: [],
    // ISO/IEC 23008-12, 6.5.10; MIAF.
    turnedBy: 'container',
    decoder: 'sharp',
    writtenAs: 'avif',
    // libvips' own limit; the format's 65 536 is out of reach of the encoder.
    written: {
      maxSide: 16_384,
      maxBits: 12,
      quality: 70,
      holdsGrey: false,
      holdsAlpha: true,
      holdsIptc: false,
    },
  },
  heic: {
    label: 'HEIC',
    extensions: ['heic', 'heif', 'hif'],
    otherExtensions: ['heics', 'heifs'],
    mimeType: 'image/heic',
    signatures: [],
    turnedBy: 'container',
    decoder: 'heif',
    writtenAs: 'jpeg',
    deepWrittenAs: 'tiff',
    written: null,
  },
  jxl: {
    label: 'JPEG XL',
    extensions: ['jxl'],
    otherExtensions: [],
    mimeType: 'image/jxl',
    signatures: [[[0, '\xff\x0a']], [[0, '\0\0\0\x0cJXL \r\n\x87\n']]],
    // ISO/IEC 18181-2: the orientation in the code counts, not that of EXIF.
    turnedBy: 'container',
    decoder: 'libjxl',
    writtenAs: 'jpeg',
    deepWrittenAs: 'tiff',
    written: null,
  },
  gif: {
    label: 'GIF',
    extensions: ['gif'],
    otherExtensions: [],
    mimeType: 'image/gif',
    signatures: [[[0, 'GIF87a']], [[0, 'GIF89a']]],
    turnedBy: 'tags',
    decoder: 'sharp',
    writtenAs: 'png',
    written: null,
  },
  bmp: {
    label: 'BMP',
    extensions: ['bmp', 'dib'],
    otherExtensions: [],
    mimeType: 'image/bmp',
    // The letters, and three bytes of the header's size, which is below 256.
    signatures: [
      [
        [0, 'BM'],
        [15, '\0\0\0'],
      ],
    ],
    // It has no tags; a sidecar may state an orientation.
    turnedBy: 'tags',
    decoder: 'bmp',
    writtenAs: 'png',
    written: null,
  },
  raw: {
    label: 'camera raw',
    extensions:
      'dng cr2 cr3 crw nef nrw arw sr2 srf raf orf rw2 rwl pef srw 3fr fff iiq erf mef mos mrw dcr kdc x3f gpr'.split(
        ' ',
      ) as [string, ...string[]],
    otherExtensions: [],
    mimeType: 'image/x-adobe-dng',
    // Most are TIFFs to look at: their directories tell (sniffTiff).
    signatures: [
      [[0, 'IIRO']],
      [[0, 'IIRS']],
      [[0, 'MMOR']],
      [[0, 'IIU\0']],
      [[0, 'FUJIFILMCCD-RAW']],
      [[0, 'FOVb']],
      [[0, '\0MRM']],
      [[6, 'HEAPCCDR']],
      [
        [4, 'ftyp'],
        [8, 'crx '],
      ],
    ],
    // LibRaw turns it as the camera's data say.
    turnedBy: 'container',
    decoder: 'raw',
    writtenAs: 'tiff',
    written: null,
  },
} as const satisfies Record<string, Row>;

type Rows = typeof rows;

/** Formats that Candela reads. */
export const PhotoFormat = z.enum(idsOf(rows));
export type PhotoFormat = keyof Rows;

/** Formats that Candela writes. */
export type OutputFormat = Rows[PhotoFormat]['writtenAs'];

/** What is known of a photo by a few kilobytes. `bits`: its depth, if that decides about the format of its result. */
export const PhotoKind = z.strictObject({ format: PhotoFormat, bits: z.int().exactOptional() });
export type PhotoKind = z.infer<typeof PhotoKind>;

/** What reads photos. */
export type DecoderName = Rows[PhotoFormat]['decoder'];

/** Formats that a decoder reads. */
export type FormatsOf<D extends DecoderName> = {
  [F in PhotoFormat]: Rows[F]['decoder'] extends D ? F : never;
}[PhotoFormat];

/** What is known of every format. */
export const formats: {
  readonly [F in PhotoFormat]: Row & {
    readonly decoder: DecoderName;
    readonly writtenAs: OutputFormat;
    readonly deepWrittenAs?: OutputFormat;
    readonly written: F extends OutputFormat ? Written : null;
  };
} = rows;

export const OutputFormat = z.enum(PhotoFormat.options.filter(isWritten));

function idsOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(table) as K[];
}

/** A format with its article: `an AVIF`. */
export function aFileOf(format: PhotoFormat): string {
  const { label } = formats[format];
  return `${/^[AEIOU]/i.test(label) ? 'an' : 'a'} ${label}`;
}

export function isReadBy<D extends DecoderName>(decoder: D, format: PhotoFormat): format is FormatsOf<D> {
  return formats[format].decoder === decoder;
}

/** Whether results can have a format. */
export function isWritten(format: PhotoFormat): format is OutputFormat {
  return formats[format].written !== null;
}

/** All extensions under which a format is found, lower case. */
export function extensionsOf(format: PhotoFormat): readonly string[] {
  return [...formats[format].extensions, ...formats[format].otherExtensions];
}

const labels = PhotoFormat.options.map((format) => formats[format].label);

/** What is read, for a sentence. */
export const readableFormats = `${labels.slice(0, -1).join(', ')} and ${labels.at(-1) ?? ''}`;

/** All extensions of what is read, lower case. */
export const readExtensions: readonly string[] = PhotoFormat.options.flatMap(extensionsOf);
