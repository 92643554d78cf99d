import type { Notice } from '@contract';
import type { Orientation, Raster, Samples, Size } from '@core';

/** Formats that Candela reads. */
export type PhotoFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'avif' | 'gif';

/** Pixels per inch or centimetre, as stored. */
export type Density = { x: number; y: number; unit: 'inch' | 'cm' };

/** A text of a PNG under one of the registered keywords. */
export type PngText = { keyword: string; text: string };

/** The blocks of a file that are not pixels, as they were stored. */
export type PhotoMetadata = {
  /** EXIF as a TIFF structure, byte for byte from its byte-order mark on; no `Exif\0\0` before it. */
  exif?: Uint8Array;
  /** The XMP packet. */
  xmp?: string;
  /** What a JPEG keeps of its XMP beyond the first 64 KB: a packet of its own that the first one names by its MD5. */
  extendedXmp?: string;
  /** IPTC-IIM records. */
  iptc?: Uint8Array;
  /** The checksum of them that stood beside them. Another than theirs means that they are newer than the XMP. */
  iptcDigest?: Uint8Array;
  density?: Density;
  /** What a PNG says in words beside all that. */
  texts?: readonly PngText[];
};

/** Where a photo came from and what it was there. */
export type PhotoSource = {
  /** Absolute path. */
  path: string;
  format: PhotoFormat;
  /** Depth of the stored samples: 1 to 16, 32 for floating point. */
  bits: number;
  /** Which page of the file this is, counted from 1, and how many there are; absent where there is but one. */
  page?: number;
  pages?: number;
  /** Pixels at full size, upright, and what set them so. */
  size: Size;
  orientation: Orientation;
  /** The tags of orientation no longer hold, since the pixels stand upright without them; others are left as they are. */
  settlesOrientation: boolean;
  /** As read from the quantisation tables and sampling factors. */
  jpeg?: { quality: number; chromaSubsampling: '4:4:4' | '4:2:2' | '4:2:0' };
  /** Whether a WebP was stored without loss. */
  lossless?: boolean;
};

/**
 * One decoded photo. Whoever is handed it owns it: later stages may write into its samples.
 */
export type Photo = {
  /** Stored values of the photo's own colour space; 8 bits are Uint8Array, more are Uint16Array at full scale 65535. */
  raster: Raster;
  /** Straight (not premultiplied) alpha, one sample a pixel, same depth as the raster. */
  alpha?: Samples;
  /** ICC profile that the stored values are meant in; absent means sRGB. */
  profile?: Uint8Array;
  metadata: PhotoMetadata;
  source: PhotoSource;
  notices: Notice[];
};

/** What is known of a photo before its pixels are decoded. */
export type PhotoInfo = Pick<PhotoSource, 'path' | 'format' | 'bits' | 'page' | 'pages'> & {
  /** Pixels, orientation applied. */
  width: number;
  height: number;
  channels: 1 | 3;
  hasAlpha: boolean;
  /** Memory that its samples take when decoded, bytes. */
  decodedBytes: number;
  /** As in `PhotoMetadata`. */
  exif?: Uint8Array;
};

/** What made a result; written into its metadata. */
export type Provenance = {
  /** `Candela 0.1.0 (cnn)`. */
  software: string;
  model: string;
  modelVersion: string;
  modelSha256: string;
  provider: string;
  /** Settings of the enhancement as JSON text. */
  settings: string;
  /** Page of the original, where that has several. */
  page?: number;
};
