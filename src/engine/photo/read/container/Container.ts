import type { Primaries } from '@core';
import type { PhotoMetadata, PhotoSource } from '../../Photo';

/** What a file holds beside the picture that is read and no longer fits once the picture is changed. */
export type Extra = 'gainMap' | 'depthMap' | 'motionVideo' | 'otherPictures' | 'credentials' | 'trailer';

/** What a format's own reader finds in a file without decoding its pixels. */
export type Container = {
  metadata: PhotoMetadata;
  /** Frames of an animation; 1 for a still photo. Pages are no frames. */
  frames: number;
  extras: readonly Extra[];
  jpeg?: NonNullable<PhotoSource['jpeg']>;
  /** Whether the pixels were stored without loss, where a format can do both. */
  lossless?: boolean;
  /** Set where the decoder makes up an alpha channel that the file does not have. */
  isOpaque?: boolean;
  /** Channels of a TIFF beside its colours, where the file says what they are. */
  beside?: ChannelsBeside;
  /** Colours are stored multiplied by their opacity, and the codec leaves them so. */
  isPremultiplied?: boolean;
  /** The floating-point value that the file states for white. */
  floatWhite?: number;
  /** Colour signalling by code points (CICP), where there is any. */
  cicp?: Cicp;
  /** Colour by bare numbers, where nothing that counts for more says what it is. */
  stated?: StatedColour;
  /** Words for metadata that was there and could not be read. */
  broken: readonly string[];
};

/** How many there are, and which of all channels is opacity (null: none is). */
export type ChannelsBeside = { count: number; alphaAt: number | null };

/**
 * @see ITU-T H.273: colour primaries, transfer characteristics; `isNarrow` where the stored values are of video range, which
 * decoders of video coding undo and those of PNG do not.
 */
export type Cicp = { primaries: number; transfer: number; isNarrow?: boolean };

/** What a PNG says of its colours in numbers: gAMA (the exponent of encoding) and cHRM. */
export type StatedColour = { gamma?: number; primaries?: Primaries };

export const emptyContainer: Container = { metadata: {}, frames: 1, extras: [], broken: [] };
