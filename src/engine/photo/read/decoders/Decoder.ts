import type { Notice, RawSettings } from '@contract';
import type { HdrSignal, Orientation, Raster, Samples } from '@core';
import type { PhotoMetadata, PhotoSource } from '../../Photo';
import type { Container } from '../container/Container';
import type { PhotoFile } from '../openPhotoFile';

/** The colour model of the stored samples. */
export type ColourModel = 'grey' | 'rgb' | 'cmyk' | 'lab';

/** How a photo is turned upright. `byCodec`: the decoder does it. */
export type Turn = {
  orientation: Orientation;
  byCodec: boolean;
  /** The orientation tags no longer apply: the pixels were turned by them, or the tags never applied to these pixels. */
  settlesTags: boolean;
  /** The file beside the photo that states the orientation. */
  sidecar?: string;
};

/** The facts about a photo that are known before its pixels are decoded. */
export type PhotoHeader = {
  /** Pixels, orientation applied. */
  width: number;
  height: number;
  turn: Turn;
  model: ColourModel;
  hasAlpha: boolean;
  /** Depth of the stored samples: 1 to 16, 32 for floating point. */
  bits: number;
  isFloat: boolean;
  /** Memory that the decoder takes for a moment beside the samples, bytes, if that is much. */
  decoderBytes?: number;
  profile?: Uint8Array;
  /** Set if the values are an HDR signal that will be tone-mapped. `profile` is then the result's. */
  hdr?: HdrSignal;
  /** The profile is not known before the pixels are decoded. */
  isProfileInPixels?: boolean;
  metadata: PhotoMetadata;
  container: Container;
  notices: Notice[];
  /** Lets go of what its pixels are read from, if that is more than the file. */
  release?: () => void;
};

export type PixelRequest = {
  file: PhotoFile;
  header: PhotoHeader;
  /** Longest side of the result, px. A JPEG's decoder then makes a reduced picture in less time. */
  fit?: number | undefined;
  /** Continues when the picture is broken and leaves gaps. The answer does not say where they are. */
  isTolerant?: boolean | undefined;
  /** How a camera raw is developed. */
  raw: RawSettings;
};

export type Pixels = { raster: Raster; alpha?: Samples };

/** Pixels, and what is true of them against what the header said. */
export type DecodedPixels = Pixels &
  Pick<PhotoSource, 'isDeveloped'> & { notices: Notice[] } & Partial<
    Pick<PhotoHeader, 'bits' | 'profile' | 'hdr'>
  >;

type Options = { signal: AbortSignal };

export type HeaderOptions = Options & {
  raw: RawSettings;
  /** Called every few seconds while another program works, which has a limit of its own. */
  onAlive: () => void;
};

/** What reads the files of some formats. The table of formats names it (`contract/formats`). */
export type Decoder = {
  /**
   * Reads the header of the page that was opened, without decoding a pixel.
   * @throws CandelaError `photo.damaged`, `photo.unsupported`, `photo.tooLarge`
   */
  header(file: PhotoFile, options: HeaderOptions): Promise<PhotoHeader>;
  /**
   * Decodes the pixels of an open photo: upright, stored values, alpha separate. With `fit`, at that size.
   * @throws CandelaError `photo.damaged`, `photo.unsupported`
   */
  pixels(request: PixelRequest, options: Options): Promise<DecodedPixels>;
};
