import exifr from 'exifr';
import { z } from 'zod';
import type { Exposure } from '@contract';

const text = z.string().trim().min(1).max(200).optional().catch(undefined);
const positive = z.number().positive().optional().catch(undefined);

const Tags = z.object({
  Make: text,
  Model: text,
  ExposureTime: positive,
  FNumber: positive,
  ISO: positive,
});

/**
 * The camera's data about a shot.
 * @param exif a block, starting at its byte-order mark; an unreadable one gives nothing
 */
export async function exposureOf(exif: Uint8Array | undefined): Promise<Exposure> {
  const parsed = Tags.safeParse(exif && (await parse(exif)));
  if (!parsed.success) return {};
  const { Make, Model, ExposureTime, FNumber, ISO } = parsed.data;
  const camera = cameraName(Make, Model);
  return {
    ...(camera !== undefined && { camera }),
    ...(ExposureTime !== undefined && { shutter: ExposureTime }),
    ...(FNumber !== undefined && { aperture: FNumber }),
    ...(ISO !== undefined && { iso: ISO }),
  };
}

async function parse(exif: Uint8Array): Promise<unknown> {
  const pick = ['Make', 'Model', 'ExposureTime', 'FNumber', 'ISO'];
  try {
    return await exifr.parse(Buffer.from(exif), { pick, reviveValues: false, translateValues: false });
  } catch {
    // A hostile or broken block costs only the exposure data.
    return undefined;
  }
}

/** Many cameras repeat their maker in the model's name. */
function cameraName(make: string | undefined, model: string | undefined): string | undefined {
  if (make === undefined || model === undefined) return model ?? make;
  const [maker = make] = make.split(' ');
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${make} ${model}`;
}
