import exifr from 'exifr';
import { z } from 'zod';
import type { Exposure } from '@contract';
import type { PhotoMetadata } from '../photo/Photo';
import { captureTime, madeProperties, takenProperties } from './captureTime';
import { xmpFacts, type XmpFacts } from './xmpFacts';

const text = z
  .string()
  .transform((value) => value.replace(/\0/g, '').trim())
  .pipe(z.string().min(1).max(200))
  .optional()
  .catch(undefined);
const digitsOf = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const number = z.number().optional().catch(undefined);
const positive = z.number().positive().optional().catch(undefined);
/** Some cameras write two values, the second of which is 0. */
const firstPositive = z
  .preprocess(
    (value) => (Array.isArray(value) || ArrayBuffer.isView(value) ? [...(value as number[])][0] : value),
    positive,
  )
  .optional()
  .catch(undefined);

const Tags = z.object({
  Make: text,
  Model: text,
  LensModel: text,
  DateTimeOriginal: text,
  SubSecTimeOriginal: digitsOf,
  CreateDate: text,
  SubSecTimeDigitized: digitsOf,
  ExposureTime: positive,
  ShutterSpeedValue: number,
  FNumber: positive,
  ApertureValue: number,
  ISO: firstPositive,
  RecommendedExposureIndex: positive,
  ISOSpeed: positive,
});
type Tags = z.infer<typeof Tags>;

/** EXIF stores a sensitivity in 16 bits. From here on the true one stands elsewhere. */
const mostIso = 65_535;

/**
 * The camera's data about a shot, from EXIF, and from XMP where EXIF has none.
 * @param metadata its EXIF starts at the byte-order mark; unreadable blocks give nothing
 */
export async function exposureOf({ exif, xmp }: Pick<PhotoMetadata, 'exif' | 'xmp'>): Promise<Exposure> {
  const parsed = Tags.safeParse((exif && (await parse(exif))) ?? {});
  const tags: Partial<Tags> = parsed.success ? parsed.data : {};
  const more = xmpFacts(xmp);
  const facts = {
    taken: takenOf(tags, more),
    camera: cameraName(tags.Make ?? more.make, tags.Model ?? more.model),
    lens: tags.LensModel ?? more.lens,
    shutter: tags.ExposureTime ?? fromApex(tags.ShutterSpeedValue, (value) => 2 ** -value) ?? more.shutter,
    aperture: tags.FNumber ?? fromApex(tags.ApertureValue, (value) => 2 ** (value / 2)) ?? more.aperture,
    iso: isoOf(tags) ?? more.iso,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function takenOf(tags: Partial<Tags>, { timeOf }: XmpFacts): string | undefined {
  return (
    captureTime(tags.DateTimeOriginal, tags.SubSecTimeOriginal) ??
    timeOf(takenProperties) ??
    captureTime(tags.CreateDate, tags.SubSecTimeDigitized) ??
    timeOf(madeProperties)
  );
}

/** Logarithmic units of EXIF, rounded to what a dial shows. */
function fromApex(value: number | undefined, unit: (value: number) => number): number | undefined {
  if (value === undefined || Math.abs(value) > 30) return undefined;
  return Number(unit(value).toPrecision(2));
}

function isoOf({ ISO, RecommendedExposureIndex, ISOSpeed }: Partial<Tags>): number | undefined {
  const long = RecommendedExposureIndex ?? ISOSpeed;
  return ISO === undefined || ISO >= mostIso ? (long ?? ISO) : ISO;
}

async function parse(exif: Uint8Array): Promise<unknown> {
  const pick = Object.keys(Tags.shape);
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
