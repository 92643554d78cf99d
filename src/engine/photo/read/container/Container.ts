import type { Primaries } from '@core';
import type { PhotoMetadata, PhotoSource } from '../../Photo';

/** Data beside the picture that no longer applies once the picture is changed. */
export type Extra = 'gainMap' | 'depthMap' | 'motionVideo' | 'otherPictures' | 'credentials' | 'trailer';

/** The facts that a format's own reader finds in a file without decoding its pixels. */
export type Container = {
  metadata: PhotoMetadata;
  /** Frames of an animation; 1 for a still photo. Pages are not frames. */
  frames: number;
  extras: readonly Extra[];
  jpeg?: NonNullable<PhotoSource['jpeg']>;
  /** Whether the pixels were stored losslessly, for formats that allow both. */
  lossless?: boolean;
  /** Set if the decoder adds an alpha channel that the file does not have. */
  isOpaque?: boolean;
  /** A TIFF's channels beside its colours, if the file says what they are. */
  beside?: ChannelsBeside;
  /** Colours are stored multiplied by their opacity, and the codec does not undo that. */
  isPremultiplied?: boolean;
  /** The floating-point value that the file states for white. */
  floatWhite?: number;
  /** Colours signalled by code points (CICP), if any. */
  cicp?: Cicp;
  /** Colours stated in numbers, if nothing of higher precedence states them. */
  stated?: StatedColour;
  /** A second block of EXIF. It states the orientation if the first does not, and is not kept. */
  otherExif?: Uint8Array;
  /** Data that only other programs know, in words. */
  unknown?: readonly string[];
  /** Texts about metadata that could not be read. */
  broken: readonly string[];
};

/** The number of extra channels, and the index of opacity among all channels (null: none). */
export type ChannelsBeside = { count: number; alphaAt: number | null };

/**
 * @see ITU-T H.273: colour primaries, transfer characteristics. `isNarrow`: the stored values have video range. Video decoders undo
 *   that; PNG decoders do not.
 */
export type Cicp = { primaries: number; transfer: number; isNarrow?: boolean };

/** A PNG's colours in numbers: gAMA (the encoding exponent) and cHRM. */
export type StatedColour = { gamma?: number; primaries?: Primaries };

export const emptyContainer: Container = { metadata: {}, frames: 1, extras: [], broken: [] };
