import { asShot } from '@contract';
import { swapsSides, type Orientation, type Raster, type Size } from '@core';
import type { RawPreviewPicture } from '../../../../worker/jobs';
import { sharp } from '../../../codec/codec';
import { inTurnOrAlone } from '../../../codec/codecTurns';
import { scalePixels } from '../../../codec/scaleToFit';
import { memorySource } from '../../../source';
import type { PhotoFile } from '../../openPhotoFile';
import type { PhotoHeader, Pixels } from '../Decoder';
import { sharpHeader } from '../sharp/sharpHeader';
import { sharpPixels } from '../sharp/sharpPixels';
import { upright } from '../turn';

/** The JPEG inside of a raw, as if it were a file. */
function jpegFile({ path }: PhotoFile, jpeg: Uint8Array): PhotoFile {
  const file: PhotoFile = {
    path,
    format: 'jpeg',
    page: { number: 1, count: 1, directory: 0, directoryAt: 0 },
    source: memorySource(jpeg),
    input: jpeg,
    loaded: () => Promise.resolve(file),
    assertUnchanged: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return file;
}

async function storedSize({ format, width, height, data }: RawPreviewPicture): Promise<Size> {
  if (format === 'bitmap') return { width, height };
  const meta = await inTurnOrAlone(() => sharp(data, { failOn: 'none', limitInputPixels: false }).metadata());
  return { width: meta.width, height: meta.height };
}

/** The size of the camera's own picture, upright. */
export async function previewSize(preview: RawPreviewPicture, orientation: Orientation): Promise<Size> {
  const { width, height } = await storedSize(preview);
  return swapsSides(orientation) ? { width: height, height: width } : { width, height };
}

type Options = { signal: AbortSignal; orientation: Orientation; fit?: number | undefined };

/**
 * The camera's own picture in a raw, upright, 8 bits. It lies as the sensor does, whatever its own tags say.
 * @throws CandelaError `photo.damaged`
 */
export async function previewPixels(
  file: PhotoFile,
  { format, width, height, data }: RawPreviewPicture,
  { orientation, fit, signal }: Options,
): Promise<Pixels & Pick<PhotoHeader, 'profile'>> {
  const turn: PhotoHeader['turn'] = { orientation, byCodec: false, settlesTags: true };
  if (format === 'bitmap') {
    const raster: Raster = { width, height, channels: 3, data };
    return upright(fit === undefined ? { raster } : await scalePixels({ raster }, fit, { signal }), { turn });
  }
  const jpeg = jpegFile(file, data);
  const header = { ...(await sharpHeader(jpeg)), turn };
  const { raster } = await sharpPixels({ file: jpeg, header, fit, raw: asShot }, { signal });
  return { raster, ...(header.profile && { profile: header.profile }) };
}
