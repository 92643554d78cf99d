import type { Density } from '../../Photo';

/** What is written into a result beside its pixels, ready for any format. */
export type Blocks = {
  /** From the byte-order mark on. */
  exif?: Uint8Array;
  xmp?: string;
  extendedXmp?: string;
  iptc?: Uint8Array;
  iptcDigest?: Uint8Array;
  profile?: Uint8Array;
  density?: Density;
};

/** A file as parts in order, so that the encoded pixels are not copied to put something before them. */
export type FileParts = readonly Uint8Array[];

/** What a format could not take, in words. */
export type Spliced = { parts: FileParts; dropped: readonly string[] };
