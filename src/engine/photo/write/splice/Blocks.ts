import type { Density, GeoTags } from '../../Photo';

/** The metadata blocks of a result, ready for any format. */
export type Blocks = {
  /** Starts at the byte-order mark. */
  exif?: Uint8Array;
  xmp?: string;
  extendedXmp?: string;
  iptc?: Uint8Array;
  iptcDigest?: Uint8Array;
  /** Paths of Photoshop, as a list of its resources. */
  paths?: Uint8Array;
  profile?: Uint8Array;
  density?: Density;
  /** Comments of a JPEG. */
  comments?: readonly Uint8Array[];
  /** Of a TIFF. */
  geo?: GeoTags;
};

/** A file as parts in order, so that the encoded pixels are not copied when something is put before them. */
export type FileParts = readonly Uint8Array[];

/** The data that a format could not store, as texts. */
export type Spliced = { parts: FileParts; dropped: readonly string[] };
