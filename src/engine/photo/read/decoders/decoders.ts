import type { DecoderName } from '@contract';
import { bmpHeader } from './bmp/bmpHeader';
import { bmpPixels } from './bmp/bmpPixels';
import type { Decoder } from './Decoder';
import { heifHeader } from './heif/heifHeader';
import { heifPixels } from './heif/heifPixels';
import { jxlHeader } from './jxl/jxlHeader';
import { jxlPixels } from './jxl/jxlPixels';
import { rawHeader } from './raw/rawHeader';
import { rawPixels } from './raw/rawPixels';
import { sharpHeader } from './sharp/sharpHeader';
import { sharpPixels } from './sharp/sharpPixels';

/** The decoders by their names in the table of formats. */
export const decoders: Readonly<Record<DecoderName, Decoder>> = {
  sharp: { header: sharpHeader, pixels: sharpPixels },
  heif: { header: heifHeader, pixels: heifPixels },
  libjxl: { header: jxlHeader, pixels: jxlPixels },
  bmp: { header: bmpHeader, pixels: bmpPixels },
  raw: { header: rawHeader, pixels: rawPixels },
};
