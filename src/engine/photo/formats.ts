import type { OutputFormat } from '@contract';
import type { PhotoFormat } from './Photo';

/** Names of the formats that Candela reads. */
export const inputFormats: Readonly<Record<PhotoFormat, { label: string; extensions: readonly string[] }>> = {
  jpeg: { label: 'JPEG', extensions: ['jpg', 'jpeg', 'jpe', 'jfif', 'mpo'] },
  png: { label: 'PNG', extensions: ['png', 'apng'] },
  tiff: { label: 'TIFF', extensions: ['tif', 'tiff'] },
  webp: { label: 'WebP', extensions: ['webp'] },
  avif: { label: 'AVIF', extensions: ['avif', 'avifs', 'avis', 'heif'] },
  gif: { label: 'GIF', extensions: ['gif'] },
};

/** The limits of a format that Candela writes. */
export type OutputFormatSpec = {
  label: string;
  /** Largest width or height in pixels. */
  maxSide: number;
  /** Most bits a sample. */
  maxBits: 8 | 12 | 16;
  /** Whether a grey photo stays one channel. */
  holdsGrey: boolean;
  holdsAlpha: boolean;
  holdsIptc: boolean;
};

export const outputFormats: Readonly<Record<OutputFormat, OutputFormatSpec>> = {
  jpeg: { label: 'JPEG', maxSide: 65_535, maxBits: 8, holdsGrey: true, holdsAlpha: false, holdsIptc: true },
  png: {
    label: 'PNG',
    maxSide: 2_147_483_647,
    maxBits: 16,
    holdsGrey: true,
    holdsAlpha: true,
    holdsIptc: false,
  },
  tiff: {
    label: 'TIFF',
    maxSide: 4_294_967_295,
    maxBits: 16,
    holdsGrey: true,
    holdsAlpha: true,
    holdsIptc: true,
  },
  webp: { label: 'WebP', maxSide: 16_383, maxBits: 8, holdsGrey: false, holdsAlpha: true, holdsIptc: false },
  // libvips' own limit. The encoder cannot reach the format's 65 536.
  avif: { label: 'AVIF', maxSide: 16_384, maxBits: 12, holdsGrey: false, holdsAlpha: true, holdsIptc: false },
};
