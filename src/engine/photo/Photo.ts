import type { Notice, PhotoFormat } from '@contract';
import type { Tag } from './metadata/exif/tags';
import type { Orientation, Raster, Samples, Size } from '@core';

/** Pixels per inch or centimetre, as stored. */
export type Density = { x: number; y: number; unit: 'inch' | 'cm' };

/** A PNG's text. Registered keywords are spelt as they are registered. */
export type PngText = { keyword: string; text: string };

/** The blocks of a file that are not pixels, unchanged. */
export type PhotoMetadata = {
  /** EXIF as a TIFF structure, byte for byte from its byte-order mark on, without `Exif\0\0` before it. */
  exif?: Uint8Array;
  /** The XMP packet. */
  xmp?: string;
  /** The rest of a JPEG's XMP beyond the first 64 KB: a second packet that the first one names by its MD5. */
  extendedXmp?: string;
  /** IPTC-IIM records. */
  iptc?: Uint8Array;
  /** The checksum that was stored beside the IPTC records. If it differs from theirs, they are newer than the XMP. */
  iptcDigest?: Uint8Array;
  density?: Density;
  /** A PNG's other texts, and those of Photoshop's resources. */
  texts?: readonly PngText[];
  /** Paths of Photoshop, as a list of its resources. */
  paths?: Uint8Array;
  /** Comments of a JPEG or GIF, as they are stored. */
  comments?: readonly Uint8Array[];
  /** What ties the pixels of a TIFF to the ground (GeoTIFF, GDAL). */
  geo?: GeoTags;
};

export type GeoTags = { littleEndian: boolean; tags: readonly Tag[] };

/** The origin of a photo and its original properties. */
export type PhotoSource = {
  /** Absolute path. */
  path: string;
  format: PhotoFormat;
  /** Depth of the stored samples: 1 to 16, 32 for floating point. */
  bits: number;
  /** The number of this page, counted from 1, and of all pages; absent if there is only one. */
  page?: number;
  pages?: number;
  /** Size of the full photo after it is turned upright, and the orientation that turned it. */
  size: Size;
  orientation: Orientation;
  /** The orientation tags no longer apply, because the pixels stand upright without them. Otherwise the tags are kept. */
  settlesOrientation: boolean;
  /** From the quantisation tables and sampling factors. */
  jpeg?: { quality: number; chromaSubsampling: '4:4:4' | '4:2:2' | '4:2:0' };
  /** Whether a WebP was stored losslessly. */
  lossless?: boolean;
  /** Its pixels were developed from a camera raw: 16 bits of Display P3, or of grey. */
  isDeveloped?: true;
};

/** One decoded photo. The receiver owns it: later stages may overwrite its samples. */
export type Photo = {
  /** Stored values of the photo's own colour space. 8 bits are a Uint8Array; more bits are a Uint16Array at full scale 65535. */
  raster: Raster;
  /** Straight (not premultiplied) alpha, one sample a pixel, at the raster's depth. */
  alpha?: Samples;
  /** ICC profile of the stored values; absent means sRGB. */
  profile?: Uint8Array;
  metadata: PhotoMetadata;
  source: PhotoSource;
  notices: Notice[];
};

/** The facts about a photo that are known before its pixels are decoded. */
export type PhotoInfo = Pick<PhotoSource, 'path' | 'format' | 'bits' | 'page' | 'pages'> & {
  /** Pixels, orientation applied. */
  width: number;
  height: number;
  channels: 1 | 3;
  hasAlpha: boolean;
  /** Memory for its decoded samples, bytes. */
  decodedBytes: number;
  /** Memory that its decoder takes for a moment beside them, bytes. */
  decoderBytes: number;
  metadata: PhotoMetadata;
};

/** How a result was made. Written into its metadata. */
export type Provenance = {
  /** `Candela 0.1.0 (cnn)`. */
  software: string;
  model: string;
  modelVersion: string;
  modelSha256: string;
  provider: string;
  /** Settings of the enhancement as JSON text. */
  settings: string;
  /** Page of the original, if it has several. */
  page?: number;
};
