import type { Exposure, Survey } from '@contract';
import { Gate } from '../enhance/Gate';
import { seenByNetwork } from '../enhance/seenByNetwork';
import { decodePhoto, inspectPhoto } from '../photo/read/decodePhoto';
import { lightOf } from './light';
import { exposureOf } from './exposure';

export type SurveyOptions = {
  signal: AbortSignal;
  /** Counted from 1; absent: the first. */
  page?: number | undefined;
};

/** Long edge of the picture that is measured, px. A JPEG's decoder shrinks while it decodes. */
const measuredSize = 256;

/** Two decoders use both a slow disk and a core. */
const atOnce = new Gate(2);

/**
 * Measures a photo without a network: how light it is, and what the camera says of the shot. It is decoded at a reduced size where
 * its format allows.
 * @param path absolute
 * @throws CandelaError as `decodePhoto`
 */
export function surveyPhoto(path: string, { signal, page }: SurveyOptions): Promise<Survey> {
  const survey = async (): Promise<Survey> => {
    const photo = await decodePhoto(path, { signal, page, fit: measuredSize });
    const raster = seenByNetwork(photo);
    const { width, height } = photo.source.size;
    const exposure = await exposureOf(photo.metadata);
    return { width, height, light: lightOf({ raster, alpha: photo.alpha }), exposure };
  };
  return atOnce.within(1, survey, { signal });
}

/** What the camera says of a shot. Only the file's header is read. @throws CandelaError as `inspectPhoto` */
export async function readExposure(path: string, options: SurveyOptions): Promise<Exposure> {
  const { metadata } = await inspectPhoto(path, options);
  return exposureOf(metadata);
}
